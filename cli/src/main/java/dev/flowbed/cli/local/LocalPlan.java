package dev.flowbed.cli.local;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.MinerWorkload;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.blueprint.RenderedFile;
import dev.flowbed.cli.process.Launch;
import dev.flowbed.cli.process.LowestPriority;
import dev.flowbed.cli.state.PrivateFiles;
import dev.flowbed.cli.state.TestnetDir;
import dev.flowbed.cli.supervise.Marks;
import dev.flowbed.cli.supervise.UnitPlan;
import dev.flowbed.crds.SecretKeyRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** The workloads of a blueprint as restart units of this machine. */
public final class LocalPlan {
    private final TestnetDir dir;
    private final Function<SecretKeyRef, String> secrets;
    private final Map<String, Draft> units = new LinkedHashMap<>();

    private LocalPlan(TestnetDir dir, Function<SecretKeyRef, String> secrets) {
        this.dir = dir;
        this.secrets = secrets;
    }

    /** A process before the revision of its unit is known. */
    private record Process(String name, List<String> command, Map<String, String> environment, Path home) {}

    private static final class Draft {
        final List<Process> processes = new ArrayList<>();
        final List<String> revision = new ArrayList<>();
        Duration grace = Duration.ZERO;
    }

    /**
     * The units of a blueprint.
     *
     * @param secrets the value of an entry of a Secret
     */
    public static List<UnitPlan> units(Blueprint blueprint, TestnetDir dir, Function<SecretKeyRef, String> secrets) {
        LocalPlan plan = new LocalPlan(dir, secrets);
        blueprint.nodes().forEach(plan::add);
        blueprint.miners().forEach(plan::add);
        return plan.units.entrySet().stream()
                .map(unit -> plan.unit(unit.getKey(), unit.getValue()))
                .toList();
    }

    /** Writes the files that the nodes find in their folders. */
    public static void writeFiles(Blueprint blueprint) throws IOException {
        for (NodeWorkload node : blueprint.nodes()) {
            Path home = Path.of(node.home());
            PrivateFiles.directories(home);
            for (RenderedFile file : node.files()) {
                Path path = home.resolve(file.path());
                PrivateFiles.directories(Objects.requireNonNull(path.getParent()));
                if (!Files.exists(path) || !Files.readString(path).equals(file.content())) {
                    PrivateFiles.write(path, file.content());
                }
            }
        }
    }

    private void add(NodeWorkload node) {
        Map<String, String> environment = new TreeMap<>(node.environment());
        node.secretEnvironment().forEach((name, ref) -> environment.put(name, secrets.apply(ref)));
        Draft unit = unit(node.restartUnit(), node.stopGrace());
        unit.processes.add(new Process(node.name(), node.command(), environment, Path.of(node.home())));
        node.files().forEach(file -> unit.revision.add(file.path() + "\n" + file.content()));
    }

    private void add(MinerWorkload miner) {
        Draft unit = unit(miner.restartUnit(), miner.stopGrace());
        List<String> command = new ArrayList<>(miner.scavenge().isPresent() ? LowestPriority.COMMAND : List.of());
        command.addAll(miner.command());
        unit.processes.add(new Process(miner.name(), command, miner.environment(), dir.node(miner.name())));
    }

    private Draft unit(String name, Duration grace) {
        Draft unit = units.computeIfAbsent(name, unknown -> new Draft());
        unit.grace = unit.grace.compareTo(grace) < 0 ? grace : unit.grace;
        return unit;
    }

    private UnitPlan unit(String name, Draft draft) {
        for (Process process : draft.processes) {
            draft.revision.add(process.name() + "\n" + process.command() + "\n" + process.environment());
        }
        String revision = hash(draft.revision);
        List<Launch> launches = draft.processes.stream()
                .map(process -> launch(process, revision))
                .toList();
        return new UnitPlan(name, launches, draft.grace, revision);
    }

    private Launch launch(Process process, String revision) {
        Map<String, String> environment = new TreeMap<>(process.environment());
        environment.putAll(Marks.of(dir.path(), process.name(), revision));
        return new Launch(process.name(), process.command(), environment, process.home(), dir.log(process.name()));
    }

    private static String hash(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            parts.forEach(part -> digest.update((part + "\0").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
