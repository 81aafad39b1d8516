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

/** Starts a supervisor in a session of its own, so that it outlives the terminal. */
public final class Detaching {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 20;

    private Detaching() {}

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
    public static void start(LocalTestnet testnet) throws IOException {
        TestnetDir dir = testnet.dir();
        List<String> command = new ArrayList<>(testnet.machine().installation().flowbed());
        command.add("supervise");
        command.add(testnet.name());
        PrivateFiles.directories(dir.logs());
        SessionProcesses processes = new SessionProcesses(testnet.machine().table());
        ProcessId id = processes.start(new Launch(
                "supervisor",
                command,
                Map.of("FLOWBED_STATE_DIR", testnet.machine().root().path().toString()),
                dir.path(),
                log(dir).path()));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (testnet.supervisor().filter(id::equals).isEmpty()) {
            if (!processes.isAlive(id) || System.nanoTime() > deadline) {
                processes.kill(List.of(id));
                throw new IOException("the supervisor of " + testnet.name() + " did not come up:\n  "
                        + String.join("\n  ", log(dir).last(15)));
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
