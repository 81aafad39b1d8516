package dev.flowbed.rill.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.flowbed.alephium.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which keys a user set that no node reads. */
final class KeyCensus {
    private static final List<String> ROOTS = List.of("alephium", "flowbed.dev");

    /** Keys that no template has a value for, and those of older official nodes that examples still carry. */
    private static final Set<String> WITHOUT_DEFAULT = Set.of(
            "alephium.network.network-id",
            "alephium.network.ws-port",
            "alephium.network.upnp.http-timeout",
            "alephium.network.upnp.discovery-timeout",
            "alephium.network.no-pre-mine-proof",
            "alephium.consensus.num-zeros-at-least-in-hash-testnet-patch",
            "alephium.discovery.bootstrap",
            "alephium.genesis.allocations",
            "alephium.mining.miner-addresses",
            "alephium.node.event-log.contract-addresses");

    private final Set<String> known = new TreeSet<>(WITHOUT_DEFAULT);

    KeyCensus(Config... templates) {
        for (Config template : templates) {
            known.addAll(leaves(template).keySet());
        }
    }

    /** A line for every unknown key under {@code alephium} and {@code flowbed.dev}, in order, with its place. */
    List<String> unknown(Config user) {
        List<String> lines = new ArrayList<>();
        leaves(user).forEach((key, value) -> {
            if (!known.contains(key)) {
                lines.add(Settings.place(value.origin()) + key + " is no setting of this node: ignored" + nearest(key));
            }
        });
        return lines;
    }

    private String nearest(String key) {
        return Spelling.nearest(key, known)
                .map(candidate -> " (did you mean " + candidate + "?)")
                .orElse("");
    }

    private static Map<String, ConfigValue> leaves(Config config) {
        Map<String, ConfigValue> leaves = new TreeMap<>();
        for (String root : ROOTS) {
            if (config.hasPath(root) && config.getValue(root) instanceof ConfigObject object) {
                collect(object, root + ".", leaves);
            }
        }
        return leaves;
    }

    private static void collect(ConfigObject object, String prefix, Map<String, ConfigValue> leaves) {
        object.forEach((key, value) -> {
            if (value instanceof ConfigObject inner) {
                collect(inner, prefix + key + ".", leaves);
            } else {
                leaves.put(prefix + key, value);
            }
        });
    }
}
