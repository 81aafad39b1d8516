package dev.flowbed.cli.record;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.rest.ChainParams;
import dev.flowbed.alephium.script.Address;
import java.util.List;

/** The configuration that a recording carries: what makes the network, and nothing else of a node's settings. Pure. */
final class RecordedConfig {
    private static final List<String> OF_THE_NETWORK = List.of(
            "alephium.network.network-id",
            "alephium.network.no-pre-mine-proof",
            "alephium.network.leman-hard-fork-timestamp",
            "alephium.network.rhone-hard-fork-timestamp",
            "alephium.network.danube-hard-fork-timestamp",
            "alephium.broker.groups",
            "alephium.consensus",
            "alephium.genesis.allocations");

    private RecordedConfig() {}

    /** The network's part of a node's settings (HOCON): no keys, no addresses; {@link FormatException} when they are none. */
    static Config ofNode(String settings) {
        try {
            Config all = ConfigFactory.parseString(settings)
                    .resolve(ConfigResolveOptions.noSystem().setAllowUnresolved(true));
            Config network = ConfigFactory.empty();
            for (String path : OF_THE_NETWORK) {
                if (all.hasPath(path)) {
                    network = network.withValue(path, all.getValue(path));
                }
            }
            return network.withValue("alephium.broker.broker-num", ConfigValueFactory.fromAnyRef(1))
                    .withValue("alephium.broker.broker-id", ConfigValueFactory.fromAnyRef(0));
        } catch (ConfigException e) {
            throw new FormatException("configuration: " + e.getMessage());
        }
    }

    /**
     * The configuration as far as a node tells it: network id, groups and zeros, and the allocations of its genesis blocks. Block
     * times are not told; those of the official node's template for the network id hold then.
     */
    static Config told(ChainParams params, List<Block> genesis) {
        StringBuilder text = new StringBuilder();
        text.append("alephium.network.network-id = ").append(params.networkId()).append('\n');
        text.append("alephium.broker.groups = ").append(params.groups()).append('\n');
        text.append("alephium.consensus.num-zeros-at-least-in-hash = ")
                .append(params.numZerosAtLeastInHash())
                .append('\n');
        if (params.networkId() % 3 == 1) {
            text.append("alephium.consensus.num-zeros-at-least-in-hash-testnet-patch = ")
                    .append(params.numZerosAtLeastInHash())
                    .append('\n');
        }
        text.append("alephium.genesis.allocations = [\n");
        genesis.stream()
                .flatMap(block -> block.transactions().stream())
                .flatMap(transaction -> transaction.unsigned().fixedOutputs().stream())
                .forEach(output -> text.append(allocation(output)));
        return ofNode(text.append("]\n").toString());
    }

    private static String allocation(TxOutput.Asset output) {
        long lock = output.lockTime() - NetworkSettings.LAUNCH_TIMESTAMP;
        if (lock < 0) {
            throw new FormatException("a genesis output is locked until " + output.lockTime()
                    + ", before the launch at " + NetworkSettings.LAUNCH_TIMESTAMP);
        }
        return "  { address = \"" + Address.format(output.lockupScript()) + "\", amount = " + output.amount()
                + ", lock-duration = " + lock + " milliseconds }\n";
    }

    /** As it stands in the recording. */
    static String text(Config config) {
        return config.root()
                .render(ConfigRenderOptions.defaults()
                        .setOriginComments(false)
                        .setComments(false)
                        .setJson(false));
    }
}
