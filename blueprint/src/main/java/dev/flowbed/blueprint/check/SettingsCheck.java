package dev.flowbed.blueprint.check;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.flowbed.blueprint.read.Document;
import dev.flowbed.blueprint.read.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Further HOCON for nodes can be read and touches nothing that the resource itself decides. */
final class SettingsCheck {
    /** What decides a key instead; keys that end in a dot stand for all below them. */
    private static final Map<String, String> DECIDED_ELSEWHERE = decidedElsewhere();

    private static final String DEVELOPMENT = "flowbed.dev.enabled";
    /** Settings of the official node, of the libraries in it, and rill's own. */
    private static final Set<String> ROOTS = Set.of("alephium", "pekko", "flowbed");

    private static final Pattern INCLUDE = Pattern.compile("(?m)^\\s*include\\s");

    private SettingsCheck() {}

    static List<Problem> problems(Document document, String field, @Nullable String hocon) {
        List<Problem> problems = new ArrayList<>();
        if (hocon == null) {
            return problems;
        }
        Matcher include = INCLUDE.matcher(hocon);
        if (include.find()) {
            problems.add(document.problem(field, "must not include other files: nodes run where those are not"));
            return problems;
        }
        try {
            Config config = ConfigFactory.parseString(
                    hocon, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF));
            config.root().keySet().stream()
                    .filter(key -> !ROOTS.contains(key))
                    .sorted()
                    .forEach(key -> problems.add(document.problem(
                            field, "'" + key + "' is no setting of a node: all start with alephium.")));
            DECIDED_ELSEWHERE.forEach((key, instead) -> {
                if (config.hasPathOrNull("alephium." + key)) {
                    problems.add(document.problem(field, "alephium." + key + " must not be set here: " + instead));
                }
            });
            if (config.hasPathOrNull(DEVELOPMENT)) {
                problems.add(document.problem(
                        field, DEVELOPMENT + " must not be set here: use spec.development of the Testnet"));
            }
        } catch (ConfigException e) {
            problems.add(document.problem(field, "is not HOCON: " + e.getMessage()));
        }
        return problems;
    }

    private static Map<String, String> decidedElsewhere() {
        String wiring = "Flowbed wires the nodes of a network";
        Map<String, String> keys = new TreeMap<>();
        for (String key : List.of(
                "broker",
                "discovery.bootstrap",
                "network.bind-address",
                "network.internal-address",
                "network.coordinator-address",
                "network.external-address",
                "network.rest-port",
                "network.miner-api-port",
                "api.network-interface",
                "mining.api-interface")) {
            keys.put(key, wiring);
        }
        keys.put("genesis", "use spec.genesis of the Testnet");
        keys.put("network.network-id", "use spec.networkId of the Testnet");
        for (String fork : List.of("leman", "rhone", "danube")) {
            keys.put("network." + fork + "-hard-fork-timestamp", "use spec.hardForks of the Testnet");
        }
        for (String key : List.of(
                "mainnet",
                "rhone",
                "danube",
                "num-zeros-at-least-in-hash",
                "num-zeros-at-least-in-hash-testnet-patch")) {
            keys.put("consensus." + key, "use spec.consensus of the Testnet");
        }
        keys.put("api.api-key", "use spec.access.apiKeySecretRef of the Testnet, which keeps it out of files");
        keys.put("api.api-key-enabled", "use spec.access.apiKeySecretRef of the Testnet");
        keys.put("mining.miner-addresses", "use spec.rewardAddresses of the Testnet");
        keys.put("mempool.auto-mine-for-dev", "use spec.autoMine of the Testnet");
        return keys;
    }
}
