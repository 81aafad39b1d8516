package dev.flowbed.observer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScrapeConfigurationTest {
    private static final URI PLATFORM = URI.create("http://127.0.0.1:9200/metrics");
    private static final Watched WATCHED = new Watched(
            "quickstart",
            4,
            Duration.ofSeconds(2),
            List.of(new WatchedNode("q-0-1", 0, 1, 2, URI.create("http://127.0.0.1:22974"), Optional.of("secret"))),
            List.of(new WatchedMiner("cpu", URI.create("http://127.0.0.1:9101/metrics"))));

    @Test
    void readsNodesMinersAndThePlatform() {
        assertThat(ScrapeConfiguration.of(WATCHED, PLATFORM, false).prometheus(Duration.ofSeconds(5)))
                .isEqualTo("""
                        global:
                          scrape_interval: 5s
                        scrape_configs:
                        - job_name: flowbed-nodes
                          static_configs:
                          - targets: ["127.0.0.1:22974"]
                            labels:
                              __metrics_path__: "/metrics"
                              testnet: "quickstart"
                              node: "q-0-1"
                              clique: "0"
                              broker: "1"
                        - job_name: flowbed-miners
                          static_configs:
                          - targets: ["127.0.0.1:9101"]
                            labels:
                              __metrics_path__: "/metrics"
                              testnet: "quickstart"
                              miner: "cpu"
                        - job_name: flowbed-platform
                          static_configs:
                          - targets: ["127.0.0.1:9200"]
                            labels:
                              __metrics_path__: "/metrics"
                        """);
    }

    @Test
    void readsOfficialNodesThroughThePlatform() {
        ScrapeConfiguration.Target node =
                ScrapeConfiguration.of(WATCHED, PLATFORM, true).targets().get(0);
        assertThat(node.address()).isEqualTo("127.0.0.1:9200");
        assertThat(node.path()).isEqualTo("/nodes/q-0-1/metrics");
    }

    @Test
    void givesTheSameTargetsAsFiles() {
        assertThat(ScrapeConfiguration.of(WATCHED, PLATFORM, false).fileDiscovery())
                .contains("\"127.0.0.1:9101\"")
                .contains("\"job\" : \"flowbed-miners\"");
    }

    @Test
    void noSecretIsShown() {
        assertThat(WATCHED.toString()).doesNotContain("secret");
        assertThat(ScrapeConfiguration.of(WATCHED, PLATFORM, false).prometheus(Duration.ofSeconds(5)))
                .doesNotContain("secret");
    }

    @Test
    void whatIsOpenMetricsIsCalledSo() {
        assertThat(MetricsRelay.page("# TYPE a gauge\na 1\n# EOF\n").contentType())
                .startsWith("application/openmetrics-text");
        assertThat(MetricsRelay.page("# TYPE a gauge\na 1\n").contentType()).startsWith("text/plain; version=0.0.4");
    }
}
