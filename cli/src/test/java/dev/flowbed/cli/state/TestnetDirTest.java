package dev.flowbed.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.cli.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestnetDirTest {
    @TempDir
    private Path folder;

    @Test
    void theStateFolderIsTheFirstOneThatTheEnvironmentNames() {
        Path home = Path.of("/home/u");
        assertThat(StateRoot.of(Map.of("FLOWBED_STATE_DIR", "/s", "XDG_STATE_HOME", "/x"), home)
                        .path())
                .isEqualTo(Path.of("/s"));
        assertThat(StateRoot.of(Map.of("FLOWBED_STATE_DIR", "", "XDG_STATE_HOME", "/x"), home)
                        .path())
                .isEqualTo(Path.of("/x/flowbed"));
        assertThat(StateRoot.of(Map.of(), home).path()).isEqualTo(Path.of("/home/u/.local/state/flowbed"));
    }

    @Test
    void foldersAndFilesAreForTheirUserOnly() throws IOException {
        TestnetDir dir = testnet("one");
        Json.write(dir.portsFile(), PortBook.EMPTY);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.path())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.portsFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        TestnetDir dir = testnet("one");
        RuntimeState state = new RuntimeState(
                "boot",
                3,
                RuntimeState.Phase.RUNNING,
                "",
                "2026-01-01T00:00:00Z",
                new ProcessId(1, 2),
                Map.of("a-0", new RuntimeState.ProcessState("a-0", new ProcessId(5, 6), "RUNNING", "", 1, 0, null)),
                List.of(new RuntimeState.Event("2026-01-01T00:00:00Z", "started")));
        PortBook book = PortBook.EMPTY.with(List.of(new PortBook.Wanted("a-0", "rest", 22973)), port -> true);
        Json.write(dir.stateFile(), state);
        Json.write(dir.portsFile(), book);
        Json.write(dir.desiredFile(), Desired.INITIAL.restart("a-0"));

        assertThat(dir.state()).hasValue(state);
        assertThat(dir.ports()).isEqualTo(book);
        assertThat(dir.desired()).isEqualTo(new Desired(2, Map.of("a-0", 1)));
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        TestnetDir dir = testnet("one");
        Files.writeString(dir.stateFile(), "{ \"phase\": ");
        assertThatThrownBy(dir::state).isInstanceOf(IOException.class).hasMessageContaining("state.json is damaged");
    }

    @Test
    void aLockIsHeldByOneAtATime() throws IOException {
        Path file = folder.resolve("lock");
        HeldLock lock = HeldLock.tryAcquire(file).orElseThrow();
        assertThat(HeldLock.acquire(file, Duration.ofMillis(30))).isEmpty();
        lock.close();
        HeldLock.tryAcquire(file).orElseThrow().close();
    }

    @Test
    void askingWhetherItIsHeldDoesNotGiveALockBack() throws IOException {
        Path file = folder.resolve("lock");
        try (HeldLock lock = HeldLock.tryAcquire(file).orElseThrow()) {
            assertThat(HeldLock.tryAcquire(file)).isEmpty();
            String inode = Files.getAttribute(file, "unix:ino").toString();
            assertThat(Files.readString(Path.of("/proc/locks"))).contains(":" + inode + " ");
        }
    }

    @Test
    void testnetsAreListedByNameAndAWipedOneIsNot() throws IOException {
        testnet("two");
        testnet("one");
        testnet("three").wipe();
        assertThat(new StateRoot(folder).testnets())
                .extracting(TestnetDir::name)
                .containsExactly("one", "two");
    }

    private TestnetDir testnet(String name) throws IOException {
        TestnetDir dir = new StateRoot(folder).testnet(name);
        dir.create();
        PrivateFiles.write(dir.resources(), "kind: Testnet\n");
        return dir;
    }
}
