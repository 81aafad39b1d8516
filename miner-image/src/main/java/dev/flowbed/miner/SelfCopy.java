package dev.flowbed.miner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code flowbed-miner copy-to FOLDER}: copies this program and the Java that runs it, so that both can be had in a container of another
 * image: {@code FOLDER/jre/bin/java -jar FOLDER/flowbed-miner.jar wrap ...}. What it wants there is a glibc that its Java was made for;
 * what else a distribution's Java is linked to comes along.
 */
final class SelfCopy {
    /** Parts of a Java that nothing here runs. */
    private static final Set<String> LEFT_OUT =
            Set.of("legal", "man", "include", "demo", "docs", "jmods", "lib/src.zip");

    private SelfCopy() {}

    static int run(String[] args) {
        if (args.length != 1) {
            System.err.println("flowbed-miner copy-to: must be given one folder");
            return 2;
        }
        Path folder = Path.of(args[0]);
        try {
            Path jar = Path.of(SelfCopy.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path program = Objects.requireNonNull(jar.getParent());
            Path java = Path.of(System.getProperty("java.home"));
            copy(java, folder.resolve("jre"));
            copyLibraries(LoadedLibraries.ofThisProcess(java), folder.resolve("jre/lib"));
            Files.copy(jar, folder.resolve("flowbed-miner.jar"), StandardCopyOption.REPLACE_EXISTING);
            copy(program.resolve("lib"), folder.resolve("lib"));
            return 0;
        } catch (IOException | UncheckedIOException | URISyntaxException e) {
            System.err.println("flowbed-miner copy-to: " + e.getMessage());
            return 1;
        }
    }

    /** To where a Java looks for its own libraries before it looks elsewhere. */
    static void copyLibraries(Map<String, Path> libraries, Path to) throws IOException {
        for (Map.Entry<String, Path> library : libraries.entrySet()) {
            Files.copy(library.getValue(), to.resolve(library.getKey()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Copies a folder, and what its links lead to: distributions keep parts of a Java elsewhere, or link to what is not installed. */
    static void copy(Path from, Path to) throws IOException {
        Path real = from.toRealPath();
        try (Stream<Path> paths = Files.walk(real, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path relative = real.relativize(path);
                boolean leftOut =
                        LEFT_OUT.contains(relative.getName(0).toString()) || LEFT_OUT.contains(relative.toString());
                if (leftOut || !Files.isReadable(path)) {
                    continue;
                }
                Path target = to.resolve(relative.toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
