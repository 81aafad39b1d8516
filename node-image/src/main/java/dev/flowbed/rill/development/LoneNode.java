package dev.flowbed.rill.development;

import dev.flowbed.rill.config.RillConfig;
import java.util.function.IntSupplier;

/**
 * Whether a node is all there is of its network. Others would send blocks back that were taken away, and refuse those of another
 * time: snapshots and time are for lone nodes.
 *
 * @param peers how many brokers of other cliques are connected now
 */
public record LoneNode(RillConfig config, IntSupplier peers) {

    /** Refuses what only a lone node can do. */
    void require(String what) {
        if (config.broker().brokerNum() > 1) {
            throw new RefusedException(what + " only a node that is a whole clique: this is broker "
                    + config.broker().brokerId() + " of " + config.broker().brokerNum()
                    + ", and the others would not follow; use a Testnet with shards: 1");
        }
        if (!config.peering().bootstrap().isEmpty()) {
            throw new RefusedException(what + " only a node without peers: this one looks for "
                    + config.peering().bootstrap() + " (alephium.discovery.bootstrap), which would not follow;"
                    + " use a Testnet with cliques: 1");
        }
        if (peers.getAsInt() > 0) {
            throw new RefusedException(what + " only a node without peers: " + peers.getAsInt()
                    + " are connected to this one and would not follow; stop them");
        }
    }
}
