package dev.flowbed.rill.official;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A chain of random transactions: transfers of all kinds, deployments and calls of random contracts. What is signed is given to the
 * official node and to rill; the official node mines, rill follows; in the end both must have the same blocks and say the same of
 * contracts, addresses, transactions and events. {@code FLOWBED_DIFFERENTIAL_ROUNDS} and {@code FLOWBED_DIFFERENTIAL_SEED} say how much
 * and which.
 */
class ChainDifferentialIT {
    private static final String INDEXES = """
            alephium.node.event-log { enabled = true, index-by-tx-id = true, index-by-block-hash = true }
            alephium.node.indexes { subcontract-index = true, tx-output-ref-index = true }
            """;

    @TempDir
    private Path folder;

    @Test
    void bothNodesComputeTheSameFromRandomTransactions() throws Exception {
        OfficialJar jar = OfficialJar.orSkip();
        try (MixedNetwork network = new MixedNetwork(folder, 0)) {
            List<NodePorts> officialPlace = network.places(1);
            List<NodePorts> rillPlace = network.places(1);
            TestClique official = network.clique(Software.official(jar), officialPlace, List.of(), INDEXES);
            TestClique rill = network.clique(Software.rill(), rillPlace, officialPlace, INDEXES);
            official.start();
            network.awaitSynced(official);
            rill.start();
            network.awaitSynced(official, rill);
            TwoNodes nodes =
                    new TwoNodes(official.brokers().get(0), rill.brokers().get(0));
            RandomTraffic traffic = new RandomTraffic(nodes, number("FLOWBED_DIFFERENTIAL_SEED", 1));
            traffic.fund();
            for (int i = (int) number("FLOWBED_DIFFERENTIAL_ROUNDS", 30); i > 0; i--) {
                network.awaitAgreement(official, rill);
                traffic.round();
            }
            traffic.mine(64);
            System.out.println(traffic);
            network.awaitAgreement(official, rill);
            ChainComparison comparison = new ChainComparison(nodes);
            comparison.blocks(official);
            comparison.contracts(traffic.contracts());
            comparison.addresses(traffic.addresses());
            System.out.println(comparison);
            assertThat(traffic.differences())
                    .as("transactions judged differently")
                    .isEmpty();
            assertThat(comparison.differences()).as("answers that differ").isEmpty();
        }
    }

    private static long number(String variable, long usual) {
        String given = System.getenv(variable);
        return given == null || given.isBlank() ? usual : Long.parseLong(given.trim());
    }
}
