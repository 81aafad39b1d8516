package dev.flowbed.cli.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.cli.process.Launch;
import dev.flowbed.cli.process.ProcessId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnitSetTest {
    private final FakeProcesses machine = new FakeProcesses();
    private final UnitSet units = new UnitSet(machine, Backoff.STANDARD, (at, what) -> {});

    @Test
    void aUnitThatIsNoLongerPlannedEndsAndTheOthersStay() {
        units.plan(List.of(unit("a", "r"), unit("b", "r")));
        tick();
        units.plan(List.of(unit("b", "r")));
        tick();
        assertThat(machine.alive.values()).containsExactly("b");
        assertThat(units.all()).hasSize(1);
    }

    @Test
    void aUnitThatIsPlannedAnewWhileItEndsComesBack() {
        machine.stubborn = true;
        units.plan(List.of(unit("a", "r")));
        tick();
        units.plan(List.of());
        tick();
        units.plan(List.of(unit("a", "r")));
        machine.die("a", 143);
        tick();
        tick();
        assertThat(machine.alive.values()).containsExactly("a");
    }

    @Test
    void whatRunsAsPlannedIsAdoptedAndTheRestIsEnded() throws Exception {
        ProcessId same = machine.start(launch("a"));
        ProcessId changed = machine.start(launch("b"));
        ProcessId unknown = machine.start(launch("c"));
        units.plan(List.of(unit("a", "r"), unit("b", "r")));
        units.adopt(
                new Marks.Found(
                        List.of(
                                new Marks.Leader(same, "a", "r"),
                                new Marks.Leader(changed, "b", "older"),
                                new Marks.Leader(unknown, "c", "r")),
                        List.of()),
                Instant.EPOCH);
        tick();
        assertThat(machine.isAlive(same)).isTrue();
        assertThat(machine.isAlive(changed)).isFalse();
        assertThat(machine.isAlive(unknown)).isFalse();
        assertThat(machine.alive.values()).containsExactly("a", "b");
    }

    @Test
    void aProcessIsRestartedByItsOwnNameOrItsUnits() {
        units.plan(List.of(unit("clique", "r", "b0", "b1"), unit("a", "r")));
        tick();
        assertThat(units.restart("b1")).hasValue("clique");
        assertThat(units.restart("nobody")).isEmpty();
        tick();
        assertThat(machine.started).containsExactly("b0", "b1", "a", "b0", "b1");
    }

    @Test
    void stoppingEndsEverything() {
        units.plan(List.of(unit("a", "r"), unit("b", "r")));
        tick();
        assertThat(units.isStopped()).isFalse();
        units.want(false);
        tick();
        assertThat(units.isStopped()).isTrue();
        assertThat(machine.alive).isEmpty();
    }

    private void tick() {
        units.tick(Instant.EPOCH);
    }

    private static UnitPlan unit(String name, String revision, String... processes) {
        List<String> names = processes.length == 0 ? List.of(name) : List.of(processes);
        return new UnitPlan(name, names.stream().map(UnitSetTest::launch).toList(), Duration.ofSeconds(10), revision);
    }

    private static Launch launch(String name) {
        return new Launch(name, List.of("true"), Map.of(), Path.of("/nowhere"), Path.of("/nowhere/x.log"));
    }
}
