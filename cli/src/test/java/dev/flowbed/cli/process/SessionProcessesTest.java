package dev.flowbed.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionProcessesTest {
    private final ProcessTable table = new ProcessTable();
    private final SessionProcesses processes = new SessionProcesses(table);
    private final List<ProcessId> started = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void endAll() {
        processes.kill(started);
    }

    @Test
    void aStartedProcessRunsInItsOwnSessionWithItsOutputInItsLog() throws IOException {
        ProcessId id = start("echo hello; exec sleep 60");

        await().until(() -> new LogFile(log()).last(1).equals(List.of("hello")));
        assertThat(processes.isAlive(id)).isTrue();
        assertThat(session(id.pid())).isEqualTo(id.pid());
    }

    @Test
    void aTerminatedProcessEndsWithAllThatItStarted() throws IOException {
        ProcessId id = start("sleep 61 & echo $!; wait");
        await().until(() -> !new LogFile(log()).last(1).isEmpty());
        ProcessId child = table.identify(
                        Long.parseLong(new LogFile(log()).last(1).get(0)))
                .orElseThrow();

        processes.terminate(List.of(id));

        await().until(() -> !processes.isAlive(id) && !processes.isAlive(child));
        await().untilAsserted(() -> assertThat(processes.exitCode(id)).hasValue(128 + 15));
    }

    @Test
    void aProcessThatTookTheNumberOfAnotherIsLeftAlone() throws IOException {
        ProcessId id = start("exec sleep 62");
        ProcessId earlier = new ProcessId(id.pid(), id.startTicks() - 1);

        processes.kill(List.of(earlier));

        assertThat(processes.isAlive(earlier)).isFalse();
        assertThat(processes.isAlive(id)).isTrue();
    }

    @Test
    void aProcessThatCannotRunTellsItsExitCode() throws IOException {
        ProcessId id = start("exit 2");

        await().until(() -> processes.exitCode(id).isPresent());
        assertThat(processes.exitCode(id)).hasValue(2);
        assertThat(processes.isAlive(id)).isFalse();
    }

    @Test
    void markedProcessesAreFoundByTheirEnvironment() throws IOException {
        ProcessId id = start("exec sleep 63");

        await().untilAsserted(() -> assertThat(table.marked("FLOWBED_TEST", folder.toString()))
                .anySatisfy(marked -> {
                    assertThat(marked.id()).isEqualTo(id);
                    assertThat(marked.leader()).isTrue();
                    assertThat(marked.variable("FLOWBED_NODE")).isEqualTo("a-0");
                }));
    }

    @Test
    void theListenerOnAPortIsNamed() throws IOException {
        try (var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThat(new PortOwners(table).of(socket.getLocalPort()))
                    .hasValueSatisfying(owner -> assertThat(owner.pid())
                            .isEqualTo(ProcessHandle.current().pid()));
            assertThat(FreePorts.isFree(socket.getLocalPort())).isFalse();
        }
    }

    /** Linux gives each session its share of the CPUs first: what is idle in its own session would not be idle among others. */
    @Test
    void whatHasTheLowestPriorityHasTheLeastShareOfItsSessionToo() throws IOException {
        List<String> command = new ArrayList<>(LowestPriority.COMMAND);
        command.addAll(List.of("sleep", "64"));
        ProcessId id = start(command);

        Path folderOfIt = Path.of("/proc/" + id.pid());
        await().untilAsserted(() ->
                assertThat(Files.readString(folderOfIt.resolve("cmdline"))).startsWith("sleep"));
        // the forty-first field, of which those before the name's end are two: sched_setscheduler(2) has 5 for
        // SCHED_IDLE
        String stat = Files.readString(folderOfIt.resolve("stat"));
        assertThat(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[38]).isEqualTo("5");
        Path share = folderOfIt.resolve("autogroup");
        assumeThat(Files.isWritable(share) && Files.readString(share).contains("autogroup"))
                .describedAs("SKIPPED: sessions have no shares of their own here")
                .isTrue();
        assertThat(Files.readString(share).strip()).endsWith("nice 19");
    }

    private ProcessId start(String script) throws IOException {
        return start(List.of("/bin/sh", "-c", script));
    }

    private ProcessId start(List<String> command) throws IOException {
        ProcessId id = processes.start(new Launch(
                "a-0", command, Map.of("FLOWBED_TEST", folder.toString(), "FLOWBED_NODE", "a-0"), folder, log()));
        started.add(id);
        return id;
    }

    private Path log() {
        return folder.resolve("a-0.log");
    }

    private static long session(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
    }
}
