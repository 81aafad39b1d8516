package dev.flowbed.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.cli.FlowbedRun;
import dev.flowbed.cli.local.Installation;
import dev.flowbed.cli.state.StateRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that `flowbed record` and `flowbed replay` are given; no node serves at the address, so asking it would fail with another code. */
class RecordingFilesTest {
    private static final String NOBODY = "http://127.0.0.1:1";

    @TempDir
    private Path folder;

    private final FlowbedRun flowbed = new FlowbedRun();

    @Test
    void aFolderIsNoRecording() {
        refused(folder + " is a folder", "replay", folder.toString());
        refused(folder + " is a folder", "replay", "--formats", folder.toString());
    }

    @Test
    void aRecordingThatIsNotThereIsNamed() {
        Path nosuch = folder.resolve("nosuch.json.xz");
        refused(nosuch + " does not exist", "replay", nosuch.toString());
    }

    @Test
    void whatIsNoRecordingIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "[]");
        refused(
                other + ": not a recording: line 1, column 2: expected a recording, found START_ARRAY",
                "replay",
                other.toString());
        refused(
                Files.createFile(folder.resolve("empty.json"))
                        + ": not a recording: line 1, column 1: expected a recording, found the end",
                "replay",
                folder.resolve("empty.json").toString());
    }

    @Test
    void aConfigurationThatCannotBeReadIsToldBeforeTheNodeIsAsked() throws IOException {
        String file = folder.resolve("mine.json").toString();
        Path nosuch = folder.resolve("nosuch.conf");
        refused("--config: " + nosuch + " does not exist", "record", NOBODY, file, "--config", nosuch.toString());
        refused("--config: " + folder + " is a folder", "record", NOBODY, file, "--config", folder.toString());
        Path binary = Files.write(folder.resolve("binary.conf"), new byte[] {(byte) 0xff, (byte) 0xfe});
        refused("--config: " + binary + " is no text in UTF-8", "record", NOBODY, file, "--config", binary.toString());
    }

    @Test
    void whereNoFileCanBeMadeIsToldBeforeTheNodeIsAsked() throws IOException {
        Path nosuch = folder.resolve("nosuch");
        refused(
                "there is no folder " + nosuch,
                "record",
                NOBODY,
                nosuch.resolve("mine.json.xz").toString());
        Path file = Files.createFile(folder.resolve("file"));
        refused(
                "there is no folder " + file,
                "record",
                NOBODY,
                file.resolve("mine.json").toString());
        refused(folder + " is a folder", "record", NOBODY, folder.toString(), "--overwrite");
        refused(file + " is there already (--overwrite replaces it)", "record", NOBODY, file.toString());
    }

    @Test
    void aNodeThatIsNotThereIsAFailureAndNoWrongUsage() {
        assertThat(run("record", NOBODY, folder.resolve("mine.json").toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(flowbed.err()).startsWith("flowbed: the node cannot be read: ");
        assertThat(folder).isEmptyDirectory();
    }

    private void refused(String why, String... args) {
        assertThat(run(args)).as(String.join(" ", args)).isEqualTo(ExitCode.INVALID);
        assertThat(flowbed.err()).isEqualTo("flowbed: " + why + "\n");
        assertThat(flowbed.out()).isEmpty();
    }

    private int run(String... args) {
        return flowbed.run(
                new StateRoot(folder.resolve("state")),
                new Installation(folder, Path.of("java"), Optional.empty()),
                args);
    }
}
