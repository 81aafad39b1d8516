package dev.flowbed.cli.view;

import dev.flowbed.alephium.rest.CliqueClient;
import dev.flowbed.blueprint.FundedAccount;
import java.io.IOException;
import java.util.List;

/** The full nodes of a testnet, and what is needed to ask them. */
public interface NodeAccess {
    int networkId();

    int groups();

    /** How many cliques the Testnet has of its own. */
    int cliques();

    /** The accounts that the genesis funds. */
    List<FundedAccount> accounts();

    /** Whether there is anybody to ask. */
    boolean running() throws IOException;

    /** The brokers of one of the Testnet's own cliques. */
    CliqueClient clique(int number) throws IOException;
}
