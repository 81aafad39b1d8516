package dev.flowbed.cli.local;

import dev.flowbed.alephium.rest.CliqueClient;
import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.FundedAccount;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.cli.follow.Moments;
import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.cli.terminal.Terminal;
import dev.flowbed.cli.view.NodeAccess;
import dev.flowbed.cli.view.ProcessLogs;
import dev.flowbed.cli.view.TestnetView;
import dev.flowbed.status.ChildResources;
import dev.flowbed.status.StatusReport;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A testnet of this machine as commands see it. */
public record LocalView(LocalTestnet testnet) implements TestnetView {
    @Override
    public String name() {
        return testnet.name();
    }

    @Override
    public StatusReport report() throws IOException, InterruptedException {
        if (testnet.dir().ports().isEmpty()) {
            throw new IOException(name() + " is down; `flowbed start " + name() + "` starts it with its chains");
        }
        return StatusSource.now(testnet);
    }

    @Override
    public String headline(StatusReport report, Terminal terminal) throws IOException {
        boolean supervised = testnet.dir().isSupervised();
        int processes = testnet.processes().leaders().size();
        String shown;
        if (processes == 0 && !supervised) {
            shown = ended(testnet.dir().state().orElse(null), terminal);
        } else if (report.isReady()) {
            shown = terminal.green("Ready");
        } else {
            shown = terminal.red("Not ready");
        }
        String care = processes > 0 && !supervised
                ? terminal.yellow("  (runs without a supervisor: `flowbed start " + name() + "` adopts it)")
                : "";
        return terminal.bold(name()) + "  " + shown + care;
    }

    private String ended(@Nullable RuntimeState state, Terminal terminal) {
        String start = "; `flowbed start " + name() + "` brings it back";
        if (state == null) {
            return terminal.yellow("Stopped") + start;
        }
        return switch (state.phase()) {
            case RUNNING -> terminal.red("Lost") + " (all its processes ended with the machine or were killed)" + start;
            case STOPPED -> terminal.yellow("Stopped") + " (" + state.reason() + ")" + start;
            case EXPIRED -> terminal.yellow("Expired") + " (" + state.reason() + ")";
            case FAILED -> terminal.red("Failed") + " (" + state.reason() + ")" + start;
        };
    }

    @Override
    public List<HasMetadata> resources(StatusReport report) throws IOException {
        TestnetResources resources = testnet.resources();
        return ChildResources.withStatus(resources, testnet.blueprint(resources), report);
    }

    @Override
    public Moments moments(Instant since) {
        return new LocalMoments(testnet, since);
    }

    @Override
    public ProcessLogs logs() {
        return new LocalLogs(testnet.dir().logs());
    }

    @Override
    public NodeAccess nodes() throws IOException {
        if (testnet.dir().ports().isEmpty()) {
            throw new IOException(name() + " is down and has no ports; `flowbed start " + name() + "` starts it");
        }
        TestnetResources resources = testnet.resources();
        return new Nodes(
                testnet,
                testnet.blueprint(resources),
                resources.testnet().getSpec().cliques());
    }

    /** Its full nodes. */
    private record Nodes(LocalTestnet testnet, Blueprint blueprint, int cliques) implements NodeAccess {
        @Override
        public int networkId() {
            return blueprint.networkId();
        }

        @Override
        public int groups() {
            return blueprint.groups();
        }

        @Override
        public List<FundedAccount> accounts() {
            return blueprint.accounts();
        }

        @Override
        public boolean running() {
            return !testnet.processes().leaders().isEmpty();
        }

        @Override
        public CliqueClient clique(int number) throws IOException {
            return Network.clique(testnet, blueprint, number);
        }
    }

    @Override
    public List<String> beside() throws IOException {
        OptionalInt prometheus = testnet.dir().ports().port(Monitor.PROMETHEUS.process(), Monitor.PROMETHEUS.port());
        return prometheus.isPresent() && testnet.dir().settings().prometheus() != null
                ? List.of("Prometheus: http://127.0.0.1:" + prometheus.getAsInt())
                : List.of();
    }

    @Override
    public boolean reachable() {
        return true;
    }

    @Override
    public String command() {
        return "flowbed";
    }

    /** Where there is only one testnet, its name need not be said. */
    @Override
    public String argument() throws IOException {
        return testnet.machine().root().testnets().size() == 1 ? "" : name();
    }
}
