package dev.flowbed.cli.supervise;

import dev.flowbed.cli.process.Launch;
import dev.flowbed.cli.process.ProcessTable;
import dev.flowbed.cli.process.SessionProcesses;
import dev.flowbed.cli.state.RuntimeState.Event;
import dev.flowbed.cli.state.StateRoot;
import dev.flowbed.cli.state.TestnetDir;
import dev.flowbed.status.LifetimePlan;
import dev.flowbed.status.Vitals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A testnet of real processes that only sleep. Its main method supervises it in a process of its own. */
final class SleepingTestnet implements Guest {
    final TestnetDir dir;
    volatile List<String> names = List.of("a", "b");
    volatile long revision;
    volatile LifetimePlan lifetime = LifetimePlan.ENDLESS;
    final List<Event> events = new CopyOnWriteArrayList<>();
    volatile String deletedBecause = "";

    SleepingTestnet(Path folder) throws IOException {
        this.dir = new StateRoot(folder).testnet("sleepy");
        dir.create();
    }

    public static void main(String[] args) throws IOException {
        new SleepingTestnet(Path.of(args[0])).supervisor().run();
    }

    Supervisor supervisor() throws IOException {
        ProcessTable table = new ProcessTable();
        return new Supervisor(
                dir, this, table, new SessionProcesses(table), Clock.systemUTC(), new Journal(List.of(), events::add));
    }

    @Override
    public SupervisedPlan plan() {
        return new SupervisedPlan(names.stream().map(this::unit).toList(), lifetime);
    }

    private UnitPlan unit(String name) {
        Launch launch = new Launch(
                name, List.of("sleep", "600"), Marks.of(dir.path(), name, "r1"), dir.node(name), dir.log(name));
        return new UnitPlan(name, List.of(launch), Duration.ofSeconds(5), "r1");
    }

    @Override
    public long revision() {
        return revision;
    }

    @Override
    public Vitals vitals() {
        return Vitals.UNKNOWN;
    }

    @Override
    public void heard(Collection<RestartUnit> units) {
        // nobody to tell
    }

    @Override
    public void delete(String why) {
        deletedBecause = why;
    }
}
