package dev.flowbed.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.cli.state.Settings;
import dev.flowbed.cli.supervise.UnitPlan;
import dev.flowbed.status.mining.Wishes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Prometheus of a testnet, while a pool gets other numbers of miners. */
class MonitorTest {
    @TempDir
    private Path folder;

    @Test
    void aPoolOfAnotherSizeMakesPrometheusReadItsTargetsAnewAndNotStartAnew() throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        LocalTestnet net = withPrometheus();
        OptionalInt port = net.dir().ports().port(Monitor.PROMETHEUS.process(), Monitor.PROMETHEUS.port());
        HttpServer prometheus =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.getAsInt()), 4);
        prometheus.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        prometheus.start();
        try {
            UnitPlan before = written(net, 1);
            UnitPlan same = written(net, 1);
            assertThat(requests).isEmpty();

            UnitPlan after = written(net, 0);

            assertThat(requests).containsExactly("POST /-/reload");
            assertThat(after.revision()).isEqualTo(before.revision()).isEqualTo(same.revision());
            assertThat(Files.readString(net.dir().prometheusConfig())).doesNotContain("net-cpu-0");
        } finally {
            prometheus.stop(0);
        }
        written(net, 1); // nobody listens: it is read at the start
        assertThat(Files.readString(net.dir().prometheusConfig())).contains("net-cpu-0");
    }

    @Test
    void prometheusKeepsItsPortWhateverNumberOfMinersPoolsAreToHave() throws Exception {
        LocalTestnet net = withPrometheus();

        new LocalMining(net, (at, what) -> {}).sized(net.resources());

        assertThat(net.dir().ports().port(Monitor.PROMETHEUS.process(), Monitor.PROMETHEUS.port()))
                .isPresent();
    }

    @Test
    void aSupervisorThatServesItsMetricsAlreadyKeepsTheirPort() throws Exception {
        LocalTestnet net = withPrometheus();
        int port = platformMetrics(net);
        try (ServerSocket served = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            new LocalMining(net, (at, what) -> {}).sized(net.resources());

            assertThat(platformMetrics(net)).isEqualTo(served.getLocalPort());
        }
    }

    private static int platformMetrics(LocalTestnet net) throws IOException {
        return net.dir()
                .ports()
                .port(LocalPlacement.PLATFORM_METRICS.process(), LocalPlacement.PLATFORM_METRICS.port())
                .orElseThrow();
    }

    private LocalTestnet withPrometheus() throws Exception {
        Workbench bench = new Workbench(folder);
        Application.Request asked = bench.request(Workbench.NET);
        bench.apply(new Application.Request(
                asked.resources(),
                asked.secrets(),
                asked.changes(),
                asked.apiKey(),
                asked.generateKey(),
                new Settings(null, null, "/usr/bin/prometheus")));
        return bench.testnet("net");
    }

    private static UnitPlan written(LocalTestnet net, int miners) throws IOException {
        TestnetResources resources = Wishes.sized(net.resources(), Map.of("net-cpu", miners));
        Monitor monitor = new Monitor(net, resources, net.planned(resources));
        monitor.writeConfiguration();
        return monitor.unit().orElseThrow();
    }
}
