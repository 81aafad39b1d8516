package dev.flowbed.operator.wiring;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of a runtime with its places taken out, so that those of two runtimes can be compared.
 *
 * @param places what stands for each HOST:PORT of this runtime, the longest first where one is part of another
 */
record Neutral(Map<String, String> places) {
    private static final Pattern OWN_PORT =
            Pattern.compile("(?m)^(alephium\\.network\\.(?:rest|miner-api)-port = )\\d+$");
    private static final Pattern BOUND = Pattern.compile(
            "(?m)^(alephium\\.(?:network\\.bind-address|api\\.network-interface|mining\\.api-interface)" + " = ).*$");

    /** A cluster's: each node by the name of its Service. */
    static Neutral ofCluster(String namespace, List<String> nodes) {
        Map<String, String> places = new TreeMap<>();
        for (String node : nodes) {
            String host = node + "-peers." + namespace + ".svc:";
            places.put(host + 22973, node + "/rest");
            places.put(host + 10973, node + "/miner-api");
            places.put(host + 19973, node + "/p2p");
        }
        return new Neutral(places);
    }

    /** This machine's: each port by the process that has it. */
    static Neutral ofMachine(Map<String, Integer> ports) {
        Map<String, String> places = new TreeMap<>();
        ports.forEach((process, port) -> places.put("127.0.0.1:" + port, process));
        return new Neutral(places);
    }

    /** Settings of a node, but for where it listens itself. */
    String settings(String conf) {
        String bound = BOUND.matcher(conf).replaceAll("$1here");
        return text(OWN_PORT.matcher(bound).replaceAll("$1here"));
    }

    /** The options that the blueprint gives a Java process, without those of the runtime's own program; and its arguments. */
    List<String> command(List<String> command) {
        int jar = command.indexOf("-jar");
        List<String> options = command.subList(1, jar).stream()
                .filter(option -> option.startsWith("-X") && !option.equals("-XX:-UsePerfData"))
                .toList();
        List<String> arguments = command.subList(jar + 2, command.size());
        UnaryOperator<String> neutral = this::text;
        return java.util.stream.Stream.concat(
                        options.stream(), withoutOwnMetrics(arguments).stream().map(neutral))
                .toList();
    }

    private static List<String> withoutOwnMetrics(List<String> arguments) {
        int at = arguments.indexOf("--metrics-address");
        return at < 0 ? arguments : arguments.subList(0, at);
    }

    private String text(String text) {
        Matcher matcher = Pattern.compile("[A-Za-z0-9.-]+:\\d+").matcher(text);
        return matcher.replaceAll(found ->
                Matcher.quoteReplacement(Objects.requireNonNull(places.getOrDefault(found.group(), found.group()))));
    }
}
