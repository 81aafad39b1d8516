package dev.flowbed.miner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shared libraries that a Java has loaded from outside of its own folder, without those of glibc. Java of its makers brings its own zlib and
 * libstdc++; that of a distribution (and what jlink makes of it) takes the system's.
 */
final class LoadedLibraries {
    private static final Path MAPS = Path.of("/proc/self/maps");

    /** The last field of a line: the file, where there is one (proc_pid_maps(5)). */
    private static final Pattern FILE = Pattern.compile("(?:\\S+\\s+){5}(/.*/([^/]+))");

    /** What programs are linked to: the name up to the first number, as in libz.so.1 for libz.so.1.2.13. */
    private static final Pattern LIBRARY = Pattern.compile("(.+\\.so(?:\\.\\d+)?)(?:\\.\\d+)*");

    private static final Pattern GLIBC =
            Pattern.compile("ld[-.].*|lib(?:c|m|mvec|dl|pthread|rt|resolv|util|anl|nsl|nss_[a-z]+)[-.].*");

    private LoadedLibraries() {}

    /** By the names that programs are linked to; none on a system that tells of no process what it has loaded. */
    static Map<String, Path> ofThisProcess(Path java) throws IOException {
        return Files.isReadable(MAPS) ? of(Files.readAllLines(MAPS), java.toRealPath()) : Map.of();
    }

    /**
     * By the names that programs are linked to.
     *
     * @param maps the lines of a process' {@code /proc/PID/maps}
     * @param java the folder of its Java, without links in it
     */
    static Map<String, Path> of(List<String> maps, Path java) {
        Map<String, Path> found = new TreeMap<>();
        for (String line : maps) {
            Matcher file = FILE.matcher(line);
            if (!file.matches()) {
                continue;
            }
            Path path = Path.of(Objects.requireNonNull(file.group(1)));
            Matcher library = LIBRARY.matcher(Objects.requireNonNull(file.group(2)));
            if (library.matches()
                    && !path.startsWith(java)
                    && !GLIBC.matcher(file.group(2)).matches()) {
                found.put(Objects.requireNonNull(library.group(1)), path);
            }
        }
        return found;
    }
}
