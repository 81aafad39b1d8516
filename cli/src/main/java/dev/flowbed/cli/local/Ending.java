package dev.flowbed.cli.local;

import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.cli.process.Processes;
import dev.flowbed.cli.process.SessionProcesses;
import dev.flowbed.cli.state.HeldLock;
import dev.flowbed.cli.state.Json;
import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.cli.state.RuntimeState.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends all processes of a testnet, whatever became of its supervisor. */
public final class Ending {
    private static final Duration SUPERVISOR_GRACE = Duration.ofSeconds(60);
    private static final Duration PROCESS_GRACE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 50;

    private final LocalTestnet testnet;
    private final Processes processes;
    private boolean asked;

    public Ending(LocalTestnet testnet) {
        this.testnet = testnet;
        this.processes = new SessionProcesses(testnet.machine().table());
    }

    /**
     * Asks the supervisor to end everything; ends the supervisor if it does not, and then whatever is left.
     *
     * @return how many processes were ended beside those that the supervisor ended
     * @throws IOException when something cannot be ended
     */
    public int end(String reason) throws IOException {
        HeldLock lock = freeOfSupervisor();
        try (lock) {
            List<ProcessId> left = testnet.processes().all();
            processes.terminate(left);
            if (!await(left, PROCESS_GRACE)) {
                processes.kill(testnet.processes().all());
                await(left, PROCESS_GRACE);
            }
            List<ProcessId> stubborn = testnet.processes().all();
            if (!stubborn.isEmpty()) {
                throw new IOException("these processes do not end: " + stubborn);
            }
            if (Files.exists(testnet.dir().stateFile())) {
                write(reason, asked);
            }
            return left.size();
        }
    }

    /** The supervisor's lock, once no supervisor holds it. */
    private HeldLock freeOfSupervisor() throws IOException {
        long deadline = System.nanoTime() + SUPERVISOR_GRACE.toNanos();
        while (true) {
            Optional<HeldLock> lock = HeldLock.acquire(testnet.dir().supervisorLock(), Duration.ofMillis(POLL_MILLIS));
            if (lock.isPresent()) {
                return lock.get();
            }
            Optional<ProcessId> supervisor = testnet.supervisor();
            if (supervisor.isPresent() && !asked) {
                // the supervisor may be one with the terminal's `up`: only itself, not its group
                signal(supervisor.get(), false);
                asked = true;
            }
            if (System.nanoTime() > deadline) {
                supervisor.ifPresent(id -> signal(id, true));
                deadline = System.nanoTime() + SUPERVISOR_GRACE.toNanos();
            }
        }
    }

    private void signal(ProcessId id, boolean forcibly) {
        ProcessHandle.of(id.pid())
                .filter(handle -> testnet.machine().table().isAlive(id))
                .ifPresent(handle -> {
                    boolean sent = forcibly ? handle.destroyForcibly() : handle.destroy();
                    if (!sent) {
                        throw new IllegalStateException(
                                "the supervisor (process " + id.pid() + ") cannot be signalled");
                    }
                });
    }

    private boolean await(List<ProcessId> ids, Duration atMost) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (ids.stream().anyMatch(processes::isAlive)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        return true;
    }

    /** A supervisor that was asked knows only that it got a signal; one that was killed wrote nothing. */
    private void write(String reason, boolean wasAsked) throws IOException {
        Optional<RuntimeState> last = testnet.dir().state();
        boolean untold = last.filter(
                        state -> state.phase() == Phase.RUNNING || (wasAsked && state.phase() == Phase.STOPPED))
                .isPresent();
        if (untold) {
            RuntimeState state = last.get();
            Json.write(
                    testnet.dir().stateFile(),
                    new RuntimeState(
                            state.bootId(),
                            state.observedGeneration(),
                            Phase.STOPPED,
                            reason,
                            state.createdAt(),
                            state.supervisor(),
                            Map.of(),
                            state.events()));
        }
    }
}
