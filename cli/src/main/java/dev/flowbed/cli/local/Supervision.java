package dev.flowbed.cli.local;

import dev.flowbed.cli.process.SessionProcesses;
import dev.flowbed.cli.state.PortBook.Wanted;
import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.cli.state.RuntimeState.Event;
import dev.flowbed.cli.state.RuntimeState.Phase;
import dev.flowbed.cli.supervise.Journal;
import dev.flowbed.cli.supervise.Supervisor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A supervisor with all that works for it: the observation, and the server of the platform's metrics. */
public final class Supervision {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(90);

    private final LocalTestnet testnet;
    private final Supervisor supervisor;
    private final Observation observation;
    private final Journal journal;

    /**
     * Prepares it; {@link #run} begins.
     *
     * @param told hears every event at once
     */
    public Supervision(LocalTestnet testnet, Consumer<Event> told) throws IOException {
        this.testnet = testnet;
        Optional<RuntimeState> last = testnet.dir().state();
        this.journal = new Journal(last.map(RuntimeState::events).orElse(List.of()), told);
        Instant created = last.map(RuntimeState::createdAt)
                .map(Instant::parse)
                .orElseGet(() -> testnet.machine().clock().instant());
        LocalMining mining = new LocalMining(testnet, journal);
        this.observation = new Observation(testnet, created, mining, journal);
        this.supervisor = new Supervisor(
                testnet.dir(),
                new LocalGuest(testnet, mining, observation),
                testnet.machine().table(),
                new SessionProcesses(testnet.machine().table()),
                testnet.machine().clock(),
                journal);
    }

    /** Supervises until asked to stop, by {@link #stop} or a signal to this process, or until the lifetime ends. */
    public Phase run() throws IOException {
        Thread hook = new Thread(
                () -> {
                    supervisor.stop(Phase.STOPPED, "stopped by a signal to its supervisor");
                    awaitEnd();
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        // beside the start of the nodes, which need not wait for it
        CompletableFuture<Optional<MetricsServer>> metrics = CompletableFuture.supplyAsync(this::serve);
        try {
            return supervisor.run();
        } finally {
            observation.close();
            metrics.join().ifPresent(MetricsServer::close);
        }
    }

    /** Asks it to end all processes. */
    public void stop(Phase how, String why) {
        supervisor.stop(how, why);
    }

    /** Why it ended, once it has. */
    public String reason() {
        return supervisor.reason();
    }

    private void awaitEnd() {
        try {
            supervisor.awaitEnd(LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<MetricsServer> serve() {
        Wanted wanted = LocalPlacement.PLATFORM_METRICS;
        try {
            OptionalInt port = testnet.dir().ports().port(wanted.process(), wanted.port());
            return port.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new MetricsServer(port.getAsInt(), observation::metrics, observation::picture));
        } catch (IOException e) {
            journal.add(
                    testnet.machine().clock().instant(),
                    "the platform's metrics cannot be served at their port: " + e.getMessage());
            return Optional.empty();
        }
    }
}
