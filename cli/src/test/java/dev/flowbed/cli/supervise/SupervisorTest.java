package dev.flowbed.cli.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.cli.process.ProcessTable;
import dev.flowbed.cli.process.SessionProcesses;
import dev.flowbed.cli.state.Json;
import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.cli.state.RuntimeState.Event;
import dev.flowbed.cli.state.RuntimeState.Phase;
import dev.flowbed.status.LifetimePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private final ProcessTable table = new ProcessTable();

    @TempDir
    private Path folder;

    private SleepingTestnet testnet;

    @BeforeEach
    void make() throws IOException {
        testnet = new SleepingTestnet(folder);
    }

    @AfterEach
    void leaveNothingRunning() {
        new SessionProcesses(table).kill(Marks.find(table, testnet.dir.path()).all());
    }

    @Test
    void aKilledProcessIsStartedAgainAndStoppingLeavesNothing() throws Exception {
        Supervisor supervisor = testnet.supervisor();
        CompletableFuture<Phase> end = run(supervisor);
        ProcessId a = awaitRunning().get("a");

        new SessionProcesses(table).kill(List.of(a));

        await().until(() -> running().size() == 2 && !a.equals(running().get("a")));
        assertThat(state().processes().get("a").lastDeath().how()).isEqualTo("was ended by signal 9");
        supervisor.stop(Phase.STOPPED, "asked");
        assertThat(end.get()).isEqualTo(Phase.STOPPED);
        assertThat(Marks.find(table, testnet.dir.path()).all()).isEmpty();
        assertThat(state().phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void processesOutliveAKilledSupervisorAndTheNextOneAdoptsThem() throws Exception {
        Process first = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SleepingTestnet.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        Map<String, ProcessId> before = awaitRunning();
        first.destroyForcibly().waitFor();
        assertThat(testnet.dir.isSupervised()).isFalse();
        assertThat(before.values()).allMatch(table::isAlive);

        Supervisor second = testnet.supervisor();
        CompletableFuture<Phase> end = run(second);
        await().until(() ->
                state().supervisor().pid() == ProcessHandle.current().pid());
        assertThat(running()).isEqualTo(before);
        second.stop(Phase.STOPPED, "asked");
        end.get();
        assertThat(before.values()).noneMatch(table::isAlive);
    }

    @Test
    void aRestartThatIsAskedForInAFileIsDone() throws Exception {
        Supervisor supervisor = testnet.supervisor();
        CompletableFuture<Phase> end = run(supervisor);
        Map<String, ProcessId> before = awaitRunning();

        Json.write(testnet.dir.desiredFile(), testnet.dir.desired().restart("b"));

        await().until(() -> state().observedGeneration() == 2
                && running().size() == 2
                && !before.get("b").equals(running().get("b")));
        assertThat(running().get("a")).isEqualTo(before.get("a"));
        supervisor.stop(Phase.STOPPED, "asked");
        end.get();
    }

    @Test
    void aSuspendedProcessEndsWhenItIsAskedTo() throws Exception {
        Supervisor supervisor = testnet.supervisor();
        CompletableFuture<Phase> end = run(supervisor);
        ProcessId a = awaitRunning().get("a");
        new ProcessBuilder("kill", "-STOP", Long.toString(a.pid())).start().waitFor();
        await().until(() -> table.isSuspended(a));

        supervisor.stop(Phase.STOPPED, "asked");

        assertThat(end.get()).isEqualTo(Phase.STOPPED);
        assertThat(testnet.events).extracting(Event::what).noneMatch(what -> what.contains("killed"));
    }

    @Test
    void aSecondSupervisorIsRefused() throws Exception {
        Supervisor supervisor = testnet.supervisor();
        CompletableFuture<Phase> end = run(supervisor);
        awaitRunning();
        assertThat(testnet.dir.isSupervised()).isTrue();
        assertThatThrownBy(() -> testnet.supervisor().run()).hasMessageContaining("another supervisor of sleepy");
        supervisor.stop(Phase.STOPPED, "asked");
        end.get();
    }

    @Test
    void aTestnetWhoseTimeIsOverEndsAndItsDataGo() throws Exception {
        testnet.lifetime = new LifetimePlan(Duration.ofMillis(400), null, true);
        CompletableFuture<Phase> end = run(testnet.supervisor());
        assertThat(end.get()).isEqualTo(Phase.EXPIRED);
        assertThat(testnet.deletedBecause).isEqualTo("its time to live of 400ms is over");
        assertThat(testnet.events)
                .extracting(Event::what)
                .anyMatch(what -> what.matches("ends in 1s and is deleted with its chains: its time to live is 400ms"))
                .contains("ending: its time to live of 400ms is over");
        assertThat(Marks.find(table, testnet.dir.path()).all()).isEmpty();
        assertThat(state().reason()).contains("time to live of 400ms is over");
    }

    private static CompletableFuture<Phase> run(Supervisor supervisor) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return supervisor.run();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private Map<String, ProcessId> awaitRunning() throws IOException {
        await().until(() -> running().size() == 2);
        return running();
    }

    private Map<String, ProcessId> running() throws IOException {
        Map<String, ProcessId> running = new HashMap<>();
        testnet.dir
                .state()
                .ifPresent(state -> state.processes().forEach((name, process) -> {
                    if (process.id() != null && table.isAlive(process.id())) {
                        running.put(name, process.id());
                    }
                }));
        return running;
    }

    private RuntimeState state() throws IOException {
        return testnet.dir.state().orElseThrow();
    }
}
