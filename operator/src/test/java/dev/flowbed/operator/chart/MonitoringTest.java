package dev.flowbed.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.operator.kube.ApiRequests;
import dev.flowbed.operator.metrics.FleetMetrics;
import dev.flowbed.operator.metrics.SampleFleet;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts and dashboards speak of metrics that exist, and the alerts do what their own tests say. */
class MonitoringTest {
    private static final Path FILES = Chart.FOLDER.resolve("files");
    private static final Pattern METRIC =
            Pattern.compile("\\b(flowbed|alephium|reconciliations|custom_resources|kubelet|jvm|up)_?[a-z0-9_]*\\b");
    /** What others show: the kubelet, and the JVM's own meters of Micrometer. */
    private static final Set<String> FOREIGN = Set.of(
            "kubelet_volume_stats_available_bytes", "kubelet_volume_stats_capacity_bytes", "jvm_memory_used_bytes");

    @Test
    void alertsSpeakOfMetricsThatExist() throws IOException {
        Set<String> used = new TreeSet<>();
        for (JsonNode rule : rules()) {
            used.addAll(names(rule.get("expr").asText()));
        }
        assertThat(used).hasSizeGreaterThan(10);
        assertThat(existing()).containsAll(used);
    }

    @Test
    void dashboardsSpeakOfMetricsThatExist() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> dashboards = Files.list(FILES.resolve("dashboards"))) {
            for (Path dashboard : dashboards.toList()) {
                JsonNode json = new ObjectMapper().readTree(dashboard.toFile());
                List<String> queries = new ArrayList<>(json.findValuesAsText("expr"));
                json.at("/templating/list")
                        .forEach(list -> queries.add(list.at("/query/query").asText("")));
                assertThat(queries).as(dashboard.toString()).isNotEmpty();
                queries.forEach(query -> used.addAll(names(query)));
                assertThat(json.get("uid").asText()).startsWith("flowbed-");
            }
        }
        assertThat(used).hasSizeGreaterThan(20);
        assertThat(existing()).containsAll(used);
    }

    @Test
    void whatIsMeasuredIsShownSomewhere() throws IOException {
        Set<String> shown = new TreeSet<>(names(Files.readString(FILES.resolve("alerts.yaml"))));
        try (Stream<Path> dashboards = Files.list(FILES.resolve("dashboards"))) {
            for (Path dashboard : dashboards.toList()) {
                shown.addAll(names(Files.readString(dashboard)));
            }
        }
        // of use to those who look for something particular
        Set<String> unshown = Set.of(
                "flowbed_testnet_info",
                "flowbed_testnet_created_timestamp_seconds",
                "flowbed_testnet_paused",
                "flowbed_node_clique_formed",
                "flowbed_node_synced_peers",
                "flowbed_testnet_miner_up");
        Set<String> forgotten = ownNames();
        forgotten.removeAll(shown);
        assertThat(forgotten).isEqualTo(new TreeSet<>(unshown));
    }

    @Test
    void everyAlertSaysWhatAndHowBadAndIsTested() throws IOException {
        String tests = Files.readString(FILES.resolve("tests/alerts-test.yaml"));
        assertThat(rules()).allSatisfy(rule -> {
            String name = rule.get("alert").asText();
            assertThat(rule.at("/labels/severity").asText()).as(name).isIn("critical", "warning", "info");
            assertThat(rule.at("/annotations/summary").asText()).as(name).isNotBlank();
            assertThat(rule.at("/annotations/description").asText()).as(name).isNotBlank();
            assertThat(tests).contains("alertname: " + name + "\n");
        });
    }

    @Test
    void alertsDoWhatTheirTestsSay() throws IOException, InterruptedException {
        Optional<Path> promtool = promtool();
        assumeTrue(promtool.isPresent(), "SKIPPED: no promtool on the PATH (Debian: apt-get install prometheus)");
        assertThat(run(promtool.get(), "check", "rules", "alerts.yaml")).contains("SUCCESS");
        assertThat(run(promtool.get(), "test", "rules", "tests/alerts-test.yaml"))
                .contains("SUCCESS");
    }

    @Test
    void prometheusReadsTheConfigurationOfTheBundledOne() throws IOException, InterruptedException {
        Optional<Path> promtool = promtool();
        assumeTrue(promtool.isPresent(), "SKIPPED: no promtool on the PATH (Debian: apt-get install prometheus)");
        for (Map<String, Object> values : List.<Map<String, Object>>of(
                Map.of("prometheus.enabled", true), Map.of("prometheus.enabled", true, "watchNamespaces[0]", "one"))) {
            String configuration = Chart.with(values).objects(ConfigMap.class).stream()
                    .filter(map -> map.getData().containsKey("prometheus.yml"))
                    .findFirst()
                    .orElseThrow()
                    .getData()
                    .get("prometheus.yml");
            Path file = Files.createTempFile("flowbed-prometheus", ".yml");
            Files.writeString(file, withoutKubernetes(configuration));
            assertThat(run(promtool.get(), "check", "config", "--syntax-only", file.toString()))
                    .contains("SUCCESS");
            Files.delete(file);
        }
    }

    /** Debian's Prometheus is built without the discovery of pods: the rest of each job is what it can judge. */
    private static String withoutKubernetes(String configuration) throws IOException {
        JsonNode yaml = Serialization.yamlMapper().readTree(configuration);
        int jobs = 0;
        for (JsonNode job : yaml.get("scrape_configs")) {
            assertThat(((ObjectNode) job).remove("kubernetes_sd_configs")).isNotEmpty();
            jobs++;
        }
        assertThat(jobs).isEqualTo(4);
        return Serialization.yamlMapper().writeValueAsString(yaml);
    }

    private static List<JsonNode> rules() throws IOException {
        JsonNode file =
                Serialization.yamlMapper().readTree(FILES.resolve("alerts.yaml").toFile());
        List<JsonNode> rules = new ArrayList<>();
        file.get("groups").forEach(group -> group.get("rules").forEach(rules::add));
        assertThat(rules).isNotEmpty();
        return rules;
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(text);
        while (matcher.find()) {
            if (matcher.group().indexOf('_') > 0) {
                names.add(matcher.group());
            }
        }
        return names;
    }

    private static Set<String> ownNames() {
        Set<String> names = new TreeSet<>();
        FleetMetrics.text(SampleFleet.twoNamespaces())
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .forEach(line -> names.add(line.split(" ")[2]));
        return names;
    }

    private static Set<String> existing() throws IOException {
        Set<String> names = new HashSet<>(FOREIGN);
        names.addAll(ownNames());
        names.add(ApiRequests.METRIC.replace('.', '_') + "_total");
        // programs that the operator does not link: their metrics stand in their sources
        names.addAll(named("miner-image/src/main/java/dev/flowbed/miner/MinerMetrics.java"));
        names.addAll(named("node-image/src/main/java/dev/flowbed/rill/api/MetricsEndpoint.java"));
        names.addAll(ofReconciles());
        return names;
    }

    private static Set<String> named(String source) throws IOException {
        Set<String> names = names(Files.readString(Chart.REPOSITORY.resolve(source)));
        assertThat(names).as(source).isNotEmpty();
        return names;
    }

    /** As the Java Operator SDK names them, in Prometheus' spelling. */
    private static Set<String> ofReconciles() throws IOException {
        Set<String> names = new TreeSet<>();
        String constants;
        try (var in = MicrometerMetricsV2.class.getResourceAsStream("MicrometerMetricsV2.class")) {
            constants = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        for (String name : List.of(
                "reconciliations.started.total",
                "reconciliations.failure.total",
                "reconciliations.execution.duration")) {
            if (constants.contains(name)) {
                String spelt = name.replace('.', '_');
                names.add(spelt);
                names.addAll(List.of(spelt + "_seconds_bucket", spelt + "_seconds_sum", spelt + "_seconds_count"));
            }
        }
        return names;
    }

    private static Optional<Path> promtool() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String run(Path program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(FILES.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
