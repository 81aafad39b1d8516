package dev.flowbed.cli.local;

import dev.flowbed.cli.process.Launch;
import dev.flowbed.cli.process.LogFile;
import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.cli.process.SessionProcesses;
import dev.flowbed.cli.state.PrivateFiles;
import dev.flowbed.cli.state.RuntimeState.Event;
import dev.flowbed.cli.state.TestnetDir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts a supervisor in a session of its own, so that it outlives the terminal. */
public final class Detaching {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;

    private final LocalTestnet testnet;
    private final SessionProcesses processes;
    private volatile boolean abandoned;
    private @Nullable ProcessId launched;

    /** Of one testnet; nothing is started yet. */
    public Detaching(LocalTestnet testnet) {
        this.testnet = testnet;
        this.processes = new SessionProcesses(testnet.machine().table());
    }

    /** The supervisor's own log, under the name of no process. */
    public static LogFile log(TestnetDir dir) {
        return new LogFile(dir.log("flowbed"));
    }

    /** Writes an event of a supervisor that has no log of its own, because it runs in a terminal. */
    public static void record(TestnetDir dir, Event event) {
        try {
            Files.writeString(
                    log(dir).path(),
                    event.at() + " " + event.what() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts it and waits until it is in charge.
     *
     * @throws IOException with the end of its log when it ends before that
     */
    public void start() throws IOException {
        TestnetDir dir = testnet.dir();
        ProcessId id = launch();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (testnet.supervisor().filter(id::equals).isEmpty()) {
            if (!processes.isAlive(id) || System.nanoTime() > deadline) {
                processes.kill(List.of(id));
                if (abandoned) {
                    throw new IOException("interrupted");
                }
                throw new IOException("the supervisor of " + testnet.name() + " did not come up:\n  "
                        + String.join("\n  ", log(dir).last(15)));
            }
            pause();
        }
    }

    /**
     * Ends the supervisor again, from another thread, also while it is only just being started and has taken no lock by which
     * others could know of it; when it cannot be started any more, this returns.
     */
    public synchronized void abandon() throws IOException {
        abandoned = true;
        ProcessId id = launched;
        if (id == null) {
            return;
        }
        processes.terminate(List.of(id));
        long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        while (processes.isAlive(id)) {
            if (System.nanoTime() > deadline) {
                processes.kill(List.of(id));
            }
            pause();
        }
    }

    private synchronized ProcessId launch() throws IOException {
        if (abandoned) {
            throw new IOException("interrupted");
        }
        TestnetDir dir = testnet.dir();
        List<String> command = new ArrayList<>(testnet.machine().installation().flowbed());
        command.add("supervise");
        command.add(testnet.name());
        PrivateFiles.directories(dir.logs());
        ProcessId id = processes.start(new Launch(
                "supervisor",
                command,
                Map.of("FLOWBED_STATE_DIR", testnet.machine().root().path().toString()),
                dir.path(),
                log(dir).path()));
        launched = id;
        return id;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
