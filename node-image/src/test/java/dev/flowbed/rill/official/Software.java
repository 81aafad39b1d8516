package dev.flowbed.rill.official;

import dev.flowbed.rill.Rill;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a full node is started: both take their settings from {@code user.conf} in the folder that {@code ALEPHIUM_HOME} names. */
record Software(String name, List<String> command) {
    /** rill as it is compiled beside this test. */
    static Software rill() {
        return new Software(
                "rill",
                java(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Xmx192m",
                        "-cp",
                        classPath(),
                        Rill.class.getName()));
    }

    static Software official(OfficialJar jar) {
        return new Software("official", java("-Xmx1g", "-jar", jar.path().toString()));
    }

    boolean isOfficial() {
        return name.equals("official");
    }

    private static List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        return List.copyOf(command);
    }

    /** Where this test's own classes come from: from the class loader where it knows, since a launcher's jar may be all that the property has. */
    private static String classPath() {
        if (Rill.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs()).map(Software::file).collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private static String file(URL url) {
        return Path.of(java.net.URI.create(url.toString())).toString();
    }
}
