package dev.flowbed.blueprint;

import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.crds.Client;
import dev.flowbed.crds.testnet.Consensus;
import dev.flowbed.crds.testnet.HardForks;
import dev.flowbed.crds.testnet.TestnetSpec;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renders a node's {@code user.conf}: HOCON with the official node's keys, which rill reads too. */
final class UserConf {
    /** In force from the first block on: before any block that is made now (alephium-web3, docker/devnet.conf). */
    private static final long FROM_GENESIS = 1643500800000L;

    /** The official limit of 2 cliques from one address would cut a network on one machine, or behind one gateway, apart. */
    private static final int CLIQUES_FROM_SAME_ADDRESS = 1000;

    /** The network type that an id is of: the official node picks its defaults by it (protocol/.../NetworkId.scala). */
    private static final int TESTNET_TYPE = 1;

    private final TestnetSpec spec;
    private final List<FundedAccount> accounts;
    private final List<String> rewards;

    UserConf(TestnetSpec spec, List<FundedAccount> accounts, List<String> rewards) {
        this.spec = spec;
        this.accounts = accounts;
        this.rewards = rewards;
    }

    /**
     * The whole file.
     *
     * @param coordinator where the node's clique has its broker 0
     * @param bootstrap host:port of the peers to look for first
     * @param extra further HOCON, last because the last word wins
     */
    String render(
            NodeIdentity node,
            NodePlacement place,
            NodeAddresses coordinator,
            List<String> bootstrap,
            List<String> extra) {
        HoconText text = new HoconText();
        text.comment("Written by Flowbed for node " + node.name() + "; it is written anew at each start.");
        text.set("broker.groups", node.groups());
        text.set("broker.broker-num", node.brokers());
        text.set("broker.broker-id", node.broker());
        network(text, place, coordinator);
        text.set("discovery.max-clique-from-same-ip", CLIQUES_FROM_SAME_ADDRESS);
        text.set("discovery.bootstrap", bootstrap);
        consensus(text, spec.consensus());
        allocations(text);
        apis(text, place);
        if (spec.development() && node.client() == Client.RILL) {
            text.verbatim("flowbed.dev.enabled = true");
        }
        for (String more : extra) {
            text.verbatim(more);
        }
        return text.toString();
    }

    private void network(HoconText text, NodePlacement place, NodeAddresses coordinator) {
        NodeAddresses own = place.addresses();
        text.set("network.network-id", spec.networkId());
        text.set("network.bind-address", new HostPort(place.bindHost(), own.p2pPort()).toString());
        text.set("network.internal-address", own.p2p());
        text.set("network.coordinator-address", coordinator.p2p());
        text.set("network.external-address", own.p2p());
        text.set("network.upnp.enabled", false);
        text.set("network.max-clique-from-same-ip", CLIQUES_FROM_SAME_ADDRESS);
        text.set("network.rest-port", own.restPort());
        text.set("network.miner-api-port", own.minerApiPort());
        text.set("network.ws.enabled", true);
        HardForks forks = spec.hardForks();
        text.set("network.leman-hard-fork-timestamp", millis(forks == null ? null : forks.leman()));
        text.set("network.rhone-hard-fork-timestamp", millis(forks == null ? null : forks.rhone()));
        text.set("network.danube-hard-fork-timestamp", millis(forks == null ? null : forks.danube()));
    }

    private void consensus(HoconText text, Consensus consensus) {
        long target = GoDuration.parse(consensus.blockTargetTime()).toMillis();
        long gap = GoDuration.parse(consensus.uncleDependencyGapTime()).toMillis();
        text.set("consensus.num-zeros-at-least-in-hash", consensus.numZerosAtLeastInHash());
        if (spec.networkId() % 3 == TESTNET_TYPE) {
            // the built-in testnet settings set this key, which then wins; on other types it is refused
            text.set("consensus.num-zeros-at-least-in-hash-testnet-patch", consensus.numZerosAtLeastInHash());
        }
        for (String rules : List.of("mainnet", "rhone", "danube")) {
            text.millis("consensus." + rules + ".block-target-time", target);
            text.millis("consensus." + rules + ".uncle-dependency-gap-time", gap);
        }
    }

    private void allocations(HoconText text) {
        text.verbatim("alephium.genesis.allocations = [");
        for (FundedAccount account : accounts) {
            text.verbatim("  { address = \"" + account.address() + "\", amount = \"" + account.atto()
                    + "\", lock-duration = " + account.locked().toMillis() + " ms }");
        }
        text.verbatim("]");
    }

    private void apis(HoconText text, NodePlacement place) {
        boolean keyed = spec.access().apiKeySecretRef() != null;
        text.set("api.network-interface", place.bindHost());
        text.set("api.api-key-enabled", keyed);
        if (keyed) {
            text.verbatim("alephium.api.api-key = ${?ALEPHIUM_API_KEY}");
        }
        text.set("api.enable-http-metrics", true);
        text.set("mining.api-interface", place.bindHost());
        text.set("mining.miner-addresses", rewards);
        text.set("mempool.auto-mine-for-dev", spec.autoMine());
        text.set("node.event-log.enabled", true);
        text.set("node.event-log.index-by-tx-id", true);
        text.set("node.event-log.index-by-block-hash", true);
        text.set("node.indexes.tx-output-ref-index", true);
        text.set("node.indexes.subcontract-index", true);
    }

    private static long millis(@Nullable String time) {
        return time == null
                ? FROM_GENESIS
                : OffsetDateTime.parse(time).toInstant().toEpochMilli();
    }
}
