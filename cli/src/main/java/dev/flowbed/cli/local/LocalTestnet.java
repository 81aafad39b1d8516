package dev.flowbed.cli.local;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.cli.state.Settings;
import dev.flowbed.cli.state.TestnetDir;
import dev.flowbed.cli.supervise.Marks;
import dev.flowbed.cli.supervise.SupervisedPlan;
import dev.flowbed.cli.supervise.UnitPlan;
import dev.flowbed.crds.SecretKeyRef;
import dev.flowbed.status.LifetimePlan;
import dev.flowbed.status.mining.Wishes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** One testnet of this machine: what its files say, and which of its processes run. */
public record LocalTestnet(TestnetDir dir, Machine machine) {
    public String name() {
        return dir.name();
    }

    /** The resources as last applied. */
    public TestnetResources resources() throws IOException {
        return StoredResources.read(dir.resources());
    }

    /** What runs for the testnet, by its resources and its ports. */
    public Blueprint blueprint() throws IOException {
        return blueprint(resources());
    }

    /** What would run for other resources, with as many miners as the supervisor decided. */
    public Blueprint blueprint(TestnetResources resources) throws IOException {
        return planned(Wishes.sized(resources, dir.mining().miners()));
    }

    /** What runs for resources that say how many miners each pool has. */
    Blueprint planned(TestnetResources resources) throws IOException {
        Settings settings = dir.settings();
        Optional<Path> jar = Optional.ofNullable(settings.officialJar()).map(Path::of);
        return Blueprint.of(resources, new LocalPlacement(dir, dir.ports(), machine.installation(), jar));
    }

    /** What a supervisor has to keep running. Writes the files that the nodes need. */
    public SupervisedPlan supervisedPlan(TestnetResources resources, Blueprint blueprint) throws IOException {
        LocalPlan.writeFiles(blueprint);
        List<UnitPlan> units = new ArrayList<>(LocalPlan.units(blueprint, dir, secrets()));
        Monitor monitor = new Monitor(this, resources, blueprint);
        monitor.writeConfiguration();
        monitor.unit().ifPresent(units::add);
        return new SupervisedPlan(units, lifetime(resources));
    }

    /** Values of Secrets. */
    public SecretFiles secretFiles() {
        return new SecretFiles(dir.secrets());
    }

    private Function<SecretKeyRef, String> secrets() {
        return ref -> secretFiles()
                .find(ref)
                .orElseThrow(() -> new IllegalStateException(
                        "the Secret " + ref.name() + " with the entry " + ref.key() + " is not known here"));
    }

    /** The key that the nodes ask for, if they do. */
    public Optional<String> apiKey(TestnetResources resources) {
        return Optional.ofNullable(resources.testnet().getSpec().access().apiKeySecretRef())
                .flatMap(secretFiles()::find);
    }

    /** The supervisor, if one runs. */
    public Optional<ProcessId> supervisor() throws IOException {
        if (!dir.isSupervised()) {
            return Optional.empty();
        }
        return dir.state().map(RuntimeState::supervisor).filter(machine.table()::isAlive);
    }

    /** The processes that run, with or without a supervisor. */
    public Marks.Found processes() {
        return Marks.find(machine.table(), dir.path());
    }

    /** The pids of the processes that run, of the supervisor, and of this process, which may be about to be the supervisor. */
    private Set<Long> ownProcesses() throws IOException {
        Set<Long> own = new HashSet<>();
        own.add(ProcessHandle.current().pid());
        processes().all().forEach(id -> own.add(id.pid()));
        supervisor().map(ProcessId::pid).ifPresent(own::add);
        return own;
    }

    /** Whether a process is one of these: looked up when first asked, since most who could ask never do. */
    LongPredicate own() {
        return new LongPredicate() {
            private @Nullable Set<Long> pids;

            @Override
            public boolean test(long pid) {
                try {
                    pids = pids == null ? ownProcesses() : pids;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return pids.contains(pid);
            }
        };
    }

    /** When resources say that their testnet ends. */
    public LifetimePlan lifetime(TestnetResources resources) {
        return LifetimePlan.of(resources.testnet().getSpec().lifetime());
    }

    /** The folders of all testnets of a machine. */
    public static List<LocalTestnet> all(Machine machine) throws IOException {
        return machine.root().testnets().stream()
                .map(dir -> new LocalTestnet(dir, machine))
                .toList();
    }
}
