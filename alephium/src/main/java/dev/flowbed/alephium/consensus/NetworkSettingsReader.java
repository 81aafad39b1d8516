package dev.flowbed.alephium.consensus;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.script.Address;
import java.util.List;

/**
 * Reads {@link NetworkSettings} from the keys of the official node's configuration; what is not set there is as the official node
 * presumes for the network id (flow/.../AlephiumConfig.scala and the templates beside it).
 */
public final class NetworkSettingsReader {
    private static final String PATCH = "alephium.consensus.num-zeros-at-least-in-hash-testnet-patch";
    private static final int MOST_GROUPS = 127;
    private static final int MOST_ZEROS = 255;

    private NetworkSettingsReader() {}

    /** Reads a resolved configuration; {@link FormatException} names the key that is missing or wrong. */
    public static NetworkSettings read(Config given) {
        try {
            int networkId = networkId(given);
            return read(networkId, given.withFallback(template(networkId)));
        } catch (ConfigException e) {
            throw new FormatException("configuration: " + e.getMessage());
        }
    }

    /** The id of the network; the main one when none is named. */
    public static int networkId(Config config) {
        String key = "alephium.network.network-id";
        int networkId = config.hasPath(key) ? config.getInt(key) : 0;
        if (networkId != (byte) networkId || networkId < 0) {
            throw new FormatException(key + ": expected 0 to 127, found " + networkId);
        }
        return networkId;
    }

    /** What the official node presumes for a network id, which it sorts into three kinds. */
    public static Config template(int networkId) {
        String kind = List.of("mainnet", "testnet", "devnet").get(networkId % 3);
        return ConfigFactory.parseResources(NetworkSettingsReader.class, kind + ".conf");
    }

    private static NetworkSettings read(int networkId, Config config) {
        int genesisZeros = integer(config, "alephium.consensus.num-zeros-at-least-in-hash", 0, MOST_ZEROS);
        int zeros = genesisZeros;
        if (config.hasPath(PATCH)) {
            if (networkId % 3 != 1) {
                throw new FormatException(
                        PATCH + ": only network ids with remainder 1 by 3 may set this, found " + networkId);
            }
            zeros = integer(config, PATCH, 0, MOST_ZEROS);
        }
        return new NetworkSettings(
                networkId,
                integer(config, "alephium.broker.groups", 1, MOST_GROUPS),
                genesisZeros,
                zeros,
                blockTime(config, "mainnet"),
                blockTime(config, "rhone"),
                blockTime(config, "danube"),
                config.getLong("alephium.network.leman-hard-fork-timestamp"),
                config.getLong("alephium.network.rhone-hard-fork-timestamp"),
                config.getLong("alephium.network.danube-hard-fork-timestamp"),
                NetworkSettings.noPreMineProof(config.getStringList("alephium.network.no-pre-mine-proof")),
                config.getConfigList("alephium.genesis.allocations").stream()
                        .map(NetworkSettingsReader::allocation)
                        .toList());
    }

    private static int integer(Config config, String key, int least, int most) {
        int value = config.getInt(key);
        if (value < least || value > most) {
            throw new FormatException(key + ": expected " + least + " to " + most + ", found " + value);
        }
        return value;
    }

    private static BlockTime blockTime(Config config, String fork) {
        String key = "alephium.consensus." + fork;
        long target = config.getDuration(key + ".block-target-time").toMillis();
        long gap = config.getDuration(key + ".uncle-dependency-gap-time").toMillis();
        if (target <= 0 || gap < 0) {
            throw new FormatException(key + ": expected a block time above zero and a gap not below, found " + target
                    + " ms and " + gap + " ms");
        }
        return new BlockTime(target, gap);
    }

    private static Allocation allocation(Config allocation) {
        String where = allocation.origin().description() + ": genesis allocation: ";
        try {
            return new Allocation(
                    Address.parseAsset(allocation.getString("address")),
                    Alph.parse(allocation.getString("amount")),
                    allocation.getDuration("lock-duration").toMillis());
        } catch (FormatException e) {
            throw new FormatException(where + e.getMessage());
        }
    }
}
