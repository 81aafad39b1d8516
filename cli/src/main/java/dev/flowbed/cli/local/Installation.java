package dev.flowbed.cli.local;

import dev.flowbed.blueprint.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where this Flowbed lies and how its programs are started.
 *
 * @param root the folder of the {@code flowbed} script
 * @param java the java command
 * @param archives the folder of the class-data archives, made by the script for this JDK; they need not exist
 */
public record Installation(Path root, Path java, Optional<Path> archives) {

    /** As the {@code flowbed} script tells it ({@code flowbed.home}, {@code flowbed.archives}), and this process's own JDK. */
    public static Installation of(Function<String, @Nullable String> properties) {
        String home = properties.apply("flowbed.home");
        String archives = properties.apply("flowbed.archives");
        return new Installation(
                Path.of(home == null ? "." : home).toAbsolutePath().normalize(),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Optional.ofNullable(archives).map(Path::of));
    }

    /** The small full node. */
    public JavaProgram rill() {
        List<String> options = new ArrayList<>(archived("rill"));
        options.add("-XX:-UsePerfData");
        options.add("-Djava.library.path=" + root.resolve("node-image/target/native"));
        return program(root.resolve("node-image/target/rill.jar"), options);
    }

    /** The miner. */
    public JavaProgram miner() {
        List<String> options = new ArrayList<>(archived("flowbed-miner"));
        options.add("-XX:-UsePerfData");
        return program(root.resolve("miner-image/target/flowbed-miner.jar"), options);
    }

    /** The official full node. */
    public JavaProgram official(Path jar) {
        return program(jar, List.of());
    }

    /** How this command line itself is started, before its arguments. */
    public List<String> flowbed() {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:CompileThresholdScaling=4",
                "-XX:MinHeapSize=8m",
                // coming up takes several times the heap that watching takes
                "-XX:InitialHeapSize=24m",
                "-Xmx48m",
                "-Xss512k",
                "-XX:-UsePerfData",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=20",
                "-Dsun.reflect.inflationThreshold=1000"));
        command.addAll(archived("flowbed"));
        command.add("-Dflowbed.home=" + root);
        archives.ifPresent(folder -> command.add("-Dflowbed.archives=" + folder));
        command.add("-jar");
        command.add(root.resolve("cli/target/flowbed.jar").toString());
        return command;
    }

    /** What of this installation is missing, as paths below its root. */
    public List<String> missing() {
        return List.of("node-image/target/rill.jar", "miner-image/target/flowbed-miner.jar").stream()
                .filter(jar -> !Files.isRegularFile(root.resolve(jar)))
                .toList();
    }

    private JavaProgram program(Path jar, List<String> options) {
        return new JavaProgram(java.toString(), jar.toString(), options, Map.of());
    }

    private List<String> archived(String name) {
        return archives.map(folder -> folder.resolve(name + ".jsa"))
                .filter(Installation::isFilled)
                // the archive stays where it was made for, so that its pages are shared and not copied
                .map(archive -> List.of(
                        "-XX:SharedArchiveFile=" + archive,
                        "-Xshare:auto",
                        "-Xlog:disable",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:ArchiveRelocationMode=0"))
                .orElse(List.of());
    }

    private static boolean isFilled(Path archive) {
        try {
            return Files.size(archive) > 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
