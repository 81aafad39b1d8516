package dev.flowbed.observer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Prometheus should read of a testnet: its nodes, its miners, and the platform's own metrics. */
public final class ScrapeConfiguration {
    private final List<Target> targets;

    private ScrapeConfiguration(List<Target> targets) {
        this.targets = List.copyOf(targets);
    }

    /** One page of metrics: the job it belongs to, host and port, path, and the labels all its samples get. */
    public record Target(String job, String address, String path, Map<String, String> labels) {}

    /**
     * The targets of a testnet.
     *
     * @param platform where the platform shows its metrics, such as {@code http://127.0.0.1:9200/metrics}
     * @param relayed whether nodes are read through the platform (at {@link #relayPath}): the official node must be
     */
    public static ScrapeConfiguration of(Watched watched, URI platform, boolean relayed) {
        List<Target> targets = new ArrayList<>();
        for (WatchedNode node : watched.nodes()) {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("testnet", watched.testnet());
            labels.put("node", node.name());
            labels.put("clique", Integer.toString(node.clique()));
            labels.put("broker", Integer.toString(node.broker()));
            targets.add(
                    relayed
                            ? new Target("nodes", hostAndPort(platform), relayPath(node), labels)
                            : new Target("nodes", hostAndPort(node.rest()), "/metrics", labels));
        }
        for (WatchedMiner miner : watched.miners()) {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("testnet", watched.testnet());
            labels.put("miner", miner.name());
            targets.add(new Target(
                    "miners", hostAndPort(miner.metrics()), miner.metrics().getPath(), labels));
        }
        targets.add(new Target("platform", hostAndPort(platform), platform.getPath(), Map.of()));
        return new ScrapeConfiguration(targets);
    }

    /** The path at which the platform passes a node's metrics on ({@link MetricsRelay}). */
    public static String relayPath(WatchedNode node) {
        return "/nodes/" + node.name() + "/metrics";
    }

    public List<Target> targets() {
        return targets;
    }

    private static String hostAndPort(URI uri) {
        return uri.getHost() + ":" + (uri.getPort() < 0 ? 80 : uri.getPort());
    }

    /** A whole Prometheus configuration, in YAML, that reads every so often. */
    public String prometheus(Duration interval) {
        String every = interval.toMillis() % 1000 == 0 ? interval.toSeconds() + "s" : interval.toMillis() + "ms";
        StringBuilder yaml = new StringBuilder();
        yaml.append("global:\n  scrape_interval: ").append(every).append('\n');
        yaml.append("scrape_configs:\n");
        for (String job : targets.stream().map(Target::job).distinct().toList()) {
            yaml.append("- job_name: flowbed-").append(job).append('\n');
            yaml.append("  static_configs:\n");
            targets.stream().filter(target -> target.job().equals(job)).forEach(target -> append(yaml, target));
        }
        return yaml.toString();
    }

    private static void append(StringBuilder yaml, Target target) {
        yaml.append("  - targets: [").append(quoted(target.address())).append("]\n    labels:\n");
        yaml.append("      __metrics_path__: ").append(quoted(target.path())).append('\n');
        target.labels()
                .forEach((name, value) -> yaml.append("      ")
                        .append(name)
                        .append(": ")
                        .append(quoted(value))
                        .append('\n'));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The same targets for {@code file_sd_configs}, in JSON: for a Prometheus that is there already. */
    public String fileDiscovery() {
        ArrayNode groups = new ObjectMapper().createArrayNode();
        for (Target target : targets) {
            ObjectNode group = groups.addObject();
            group.putArray("targets").add(target.address());
            ObjectNode labels = group.putObject("labels");
            labels.put("__metrics_path__", target.path());
            labels.put("job", "flowbed-" + target.job());
            target.labels().forEach(labels::put);
        }
        return groups.toPrettyString() + "\n";
    }
}
