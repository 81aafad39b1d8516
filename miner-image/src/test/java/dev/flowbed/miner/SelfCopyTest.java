package dev.flowbed.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfCopyTest {
    @TempDir
    private Path folder;

    @Test
    void takesWhatLinksLeadToAndLeavesOutWhatIsNotThereOrNeverRun() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("etc/security"));
        Files.writeString(elsewhere.resolve("java.security"), "rules");
        Path java = Files.createDirectories(folder.resolve("java"));
        Files.createDirectories(java.resolve("lib"));
        Files.createDirectories(java.resolve("legal/java.base"));
        Files.writeString(java.resolve("lib/modules"), "classes");
        Files.writeString(java.resolve("legal/java.base/LICENSE"), "terms");
        Files.createSymbolicLink(java.resolve("lib/security"), elsewhere);
        Files.createSymbolicLink(java.resolve("lib/src.zip"), folder.resolve("not-installed"));
        Files.createSymbolicLink(java.resolve("lib/other.zip"), folder.resolve("not-installed-either"));

        Path copy = folder.resolve("copy");
        SelfCopy.copy(java, copy);

        assertThat(copy.resolve("lib/modules")).hasContent("classes");
        assertThat(copy.resolve("lib/security/java.security")).isRegularFile().hasContent("rules");
        assertThat(Files.isSymbolicLink(copy.resolve("lib/security"))).isFalse();
        assertThat(copy.resolve("lib/src.zip")).doesNotExist();
        assertThat(copy.resolve("lib/other.zip")).doesNotExist();
        assertThat(copy.resolve("legal")).doesNotExist();
    }

    @Test
    void aJavaThatWasCopiedNeedsNothingButGlibcFromElsewhere() throws Exception {
        assumeThat(System.getProperty("os.name"))
                .describedAs("SKIPPED: only Linux tells what a process has loaded")
                .isEqualTo("Linux");
        Path java = Path.of(System.getProperty("java.home"));
        Path copy = folder.resolve("jre");
        SelfCopy.copy(java, copy);
        SelfCopy.copyLibraries(LoadedLibraries.ofThisProcess(java), copy.resolve("lib"));

        Process process = new ProcessBuilder(
                        copy.resolve("bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WhatItHasLoaded.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).describedAs(said).isZero();
        assertThat(said.strip()).isEqualTo("{}");
    }

    @Test
    void librariesAreThoseFromElsewhereByTheNameThatIsLinkedTo() {
        List<String> maps = List.of(
                "561c0a2f1000-561c0a2f2000 r--p 00000000 00:1f 1203                       /opt/java/bin/java",
                "7f10c8000000-7f10c8021000 rw-p 00000000 00:00 0 ",
                "7f10d6a00000-7f10d7c00000 r-xp 00000000 00:1f 1311                       /opt/java/lib/server/libjvm.so",
                "7f10d8000000-7f10d8100000 r-xp 00000000 00:1f 77                         /usr/lib/x86_64-linux-gnu/libstdc++.so.6.0.30",
                "7f10d8200000-7f10d8300000 r-xp 00000000 00:1f 78                         /usr/lib/x86_64-linux-gnu/libc.so.6",
                "7f10d8300000-7f10d8400000 r-xp 00000000 00:1f 79                         /usr/lib/x86_64-linux-gnu/libm-2.31.so",
                "7f10d8400000-7f10d8500000 r-xp 00000000 00:1f 80                         /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2",
                "7f10d8500000-7f10d8600000 r--p 00000000 00:1f 81                         /usr/lib/x86_64-linux-gnu/libz.so.1.2.13",
                "7f10d8600000-7f10d8700000 r-xp 00000000 00:1f 81                         /usr/lib/x86_64-linux-gnu/libz.so.1.2.13",
                "7f10d8700000-7f10d8800000 r-xp 00000000 00:1f 82                         /usr/lib/x86_64-linux-gnu/libgcc_s.so.1",
                "7f10d8800000-7f10d8900000 r--s 00000000 00:1f 83                         /usr/lib/locale/C.utf8/LC_TIME",
                "7ffd3b5f2000-7ffd3b613000 rw-p 00000000 00:00 0                          [stack]");

        assertThat(LoadedLibraries.of(maps, Path.of("/opt/java")))
                .containsOnly(
                        Map.entry("libstdc++.so.6", Path.of("/usr/lib/x86_64-linux-gnu/libstdc++.so.6.0.30")),
                        Map.entry("libz.so.1", Path.of("/usr/lib/x86_64-linux-gnu/libz.so.1.2.13")),
                        Map.entry("libgcc_s.so.1", Path.of("/usr/lib/x86_64-linux-gnu/libgcc_s.so.1")));
    }

    /** Prints what the Java that runs it has loaded from outside of itself. */
    static final class WhatItHasLoaded {
        private WhatItHasLoaded() {}

        public static void main(String[] args) throws Exception {
            System.out.println(LoadedLibraries.ofThisProcess(Path.of(System.getProperty("java.home"))));
        }
    }
}
