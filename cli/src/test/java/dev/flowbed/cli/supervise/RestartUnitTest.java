package dev.flowbed.cli.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.cli.process.Launch;
import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.cli.supervise.RestartUnit.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartUnitTest {
    private final FakeProcesses machine = new FakeProcesses();
    private final List<String> events = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    @Test
    void aUnitStartsAllItsProcesses() {
        RestartUnit unit = unit("b0", "b1");
        tick(unit);
        assertThat(machine.started).containsExactly("b0", "b1");
        assertThat(unit.phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void theDeathOfOneRestartsAllTogether() {
        RestartUnit unit = unit("b0", "b1");
        tick(unit);

        machine.die("b1", 1);
        tick(unit);

        assertThat(machine.started).containsExactly("b0", "b1", "b0", "b1");
        assertThat(machine.alive.values()).containsExactly("b0", "b1");
        assertThat(events).contains("b1 exited with code 1; restarting it together with b0");
        assertThat(unit.lastDeath())
                .hasValueSatisfying(death -> assertThat(death.process()).isEqualTo("b1"));
    }

    @Test
    void theWaitBeforeAStartGrowsUpToACapAndIsForgottenAfterAHealthyTime() {
        RestartUnit unit = unit("a");
        tick(unit);
        assertThat(secondsUntilStarted(unit)).isZero();
        assertThat(secondsUntilStarted(unit)).isEqualTo(1);
        assertThat(secondsUntilStarted(unit)).isEqualTo(2);
        assertThat(secondsUntilStarted(unit)).isEqualTo(4);
        assertThat(secondsUntilStarted(unit)).isEqualTo(5);
        assertThat(secondsUntilStarted(unit)).isEqualTo(5);

        now = now.plusSeconds(21);
        tick(unit);
        assertThat(unit.deathsInARow()).isZero();
        assertThat(secondsUntilStarted(unit)).isZero();
    }

    @Test
    void aStoppedUnitStaysDownAndComesBackWhenWantedAgain() {
        RestartUnit unit = unit("a");
        tick(unit);
        unit.want(false);
        tick(unit);
        assertThat(unit.phase()).isEqualTo(Phase.STOPPED);
        assertThat(machine.alive).isEmpty();
        tick(unit);
        assertThat(unit.phase()).isEqualTo(Phase.STOPPED);

        unit.want(true);
        tick(unit);
        assertThat(machine.alive.values()).containsExactly("a");
    }

    @Test
    void aProcessThatDoesNotEndIsKilledAfterItsGrace() {
        machine.stubborn = true;
        RestartUnit unit = unit("a");
        tick(unit);
        unit.want(false);
        tick(unit);
        assertThat(unit.phase()).isEqualTo(Phase.STOPPING);
        now = now.plusSeconds(10);
        tick(unit);
        tick(unit);
        assertThat(unit.phase()).isEqualTo(Phase.STOPPED);
        assertThat(machine.ended).containsValue(137);
    }

    @Test
    void anAskedRestartIsNoDeath() {
        RestartUnit unit = unit("a");
        tick(unit);
        unit.restart();
        tick(unit);
        assertThat(machine.started).containsExactly("a", "a");
        assertThat(unit.deathsInARow()).isZero();
        assertThat(unit.lastDeath()).isEmpty();
    }

    @Test
    void anAskedRestartEndsAWaitingBackoff() {
        RestartUnit unit = unit("a");
        tick(unit);
        machine.die("a", 1);
        tick(unit);
        machine.die("a", 1);
        tick(unit);
        assertThat(unit.phase()).isEqualTo(Phase.BACKING_OFF);
        unit.restart();
        tick(unit);
        assertThat(unit.phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void processesOfAnEarlierSupervisorAreAdoptedAndMissingOnesStarted() throws Exception {
        ProcessId b0 = machine.start(launch("b0"));
        RestartUnit unit = unit("b0", "b1");
        unit.adopt(Map.of("b0", b0), now);
        tick(unit);
        assertThat(machine.alive.values()).containsExactly("b0", "b1");
        assertThat(machine.isAlive(b0)).as("restarted with its clique").isFalse();
    }

    @Test
    void aWholeUnitOfAnEarlierSupervisorIsLeftRunning() throws Exception {
        ProcessId a = machine.start(launch("a"));
        RestartUnit unit = unit("a");
        unit.adopt(Map.of("a", a), now);
        tick(unit);
        assertThat(machine.isAlive(a)).isTrue();
        assertThat(events).containsExactly("adopted a, still running");
    }

    @Test
    void aNewPlanRestartsTheUnitOnlyWhenItsRevisionDiffers() {
        RestartUnit unit = unit("a");
        tick(unit);
        unit.replan(plan("r1", "a"));
        tick(unit);
        assertThat(machine.started).containsExactly("a");
        unit.replan(plan("r2", "a", "b"));
        tick(unit);
        assertThat(machine.started).containsExactly("a", "a", "b");
        assertThat(unit.plan().revision()).isEqualTo("r2");
    }

    @Test
    void aProgramThatCannotBeStartedIsTriedAgain() {
        machine.broken = true;
        RestartUnit unit = unit("a");
        tick(unit);
        tick(unit);
        assertThat(events).contains("a cannot be started: no such program");
        machine.broken = false;
        tick(unit);
        now = now.plusSeconds(60);
        tick(unit);
        assertThat(machine.alive.values()).containsExactly("a");
    }

    private int secondsUntilStarted(RestartUnit unit) {
        int starts = machine.started.size();
        machine.die("a", 1);
        for (int seconds = 0; seconds < 100; seconds++) {
            tick(unit);
            if (machine.started.size() > starts) {
                return seconds;
            }
            now = now.plusSeconds(1);
        }
        throw new AssertionError("never started again");
    }

    private void tick(RestartUnit unit) {
        unit.tick(now);
    }

    private RestartUnit unit(String... names) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(20));
        return new RestartUnit(plan("r1", names), machine, backoff, (at, what) -> events.add(what));
    }

    private static UnitPlan plan(String revision, String... names) {
        List<Launch> launches =
                java.util.Arrays.stream(names).map(RestartUnitTest::launch).toList();
        return new UnitPlan("unit", launches, Duration.ofSeconds(10), revision);
    }

    private static Launch launch(String name) {
        return new Launch(name, List.of("true"), Map.of(), Path.of("/nowhere"), Path.of("/nowhere/" + name + ".log"));
    }
}
