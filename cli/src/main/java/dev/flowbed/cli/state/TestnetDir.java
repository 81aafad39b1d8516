package dev.flowbed.cli.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder of one testnet. Every file has one writer: {@code up} writes resources and secrets, commands write what is
 * desired, the supervisor writes what is; ports are given out by {@code up}, and by the supervisor for miners that come, under a lock.
 */
public record TestnetDir(Path path) {
    public String name() {
        return path.getFileName().toString();
    }

    /** The resources as applied, with defaults filled in. */
    public Path resources() {
        return path.resolve("resources.yaml");
    }

    public Path settingsFile() {
        return path.resolve("settings.json");
    }

    public Path portsFile() {
        return path.resolve("ports.json");
    }

    public Path desiredFile() {
        return path.resolve("desired.json");
    }

    public Path stateFile() {
        return path.resolve("state.json");
    }

    /** Status of every resource, as last seen by the supervisor. */
    public Path statusFile() {
        return path.resolve("status.json");
    }

    /** How much its pools mine, as the supervisor decided. */
    public Path miningFile() {
        return path.resolve("mining.json");
    }

    public MiningState mining() throws IOException {
        return Json.read(miningFile(), MiningState.class).orElse(MiningState.NONE);
    }

    /** Held by the supervisor as long as it lives; the kernel gives it back however it ends. */
    public Path supervisorLock() {
        return path.resolve("supervisor.lock");
    }

    /** Held by a command that changes something. */
    public Path commandLock() {
        return path.resolve("command.lock");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /** The data folder of a process. */
    public Path node(String process) {
        return path.resolve("nodes").resolve(process);
    }

    /** Values of Secrets, one folder a Secret, one file a key. */
    public Path secrets() {
        return path.resolve("secrets");
    }

    public Path prometheusConfig() {
        return path.resolve("prometheus.yml");
    }

    /** Whether a testnet was ever brought up here. */
    public boolean exists() {
        return Files.isRegularFile(resources());
    }

    /** Makes the folders, for this user only. */
    public void create() throws IOException {
        PrivateFiles.directories(path);
        PrivateFiles.directories(logs());
        PrivateFiles.directories(path.resolve("nodes"));
    }

    /** Whether a supervisor runs. */
    public boolean isSupervised() throws IOException {
        if (!Files.isRegularFile(supervisorLock())) {
            return false;
        }
        Optional<HeldLock> lock = HeldLock.tryAcquire(supervisorLock());
        lock.ifPresent(HeldLock::close);
        return lock.isEmpty();
    }

    public PortBook ports() throws IOException {
        return Json.read(portsFile(), PortBook.class).orElse(PortBook.EMPTY);
    }

    public Desired desired() throws IOException {
        return Json.read(desiredFile(), Desired.class).orElse(Desired.INITIAL);
    }

    public Settings settings() throws IOException {
        return Json.read(settingsFile(), Settings.class).orElse(Settings.NONE);
    }

    public Optional<RuntimeState> state() throws IOException {
        return Json.read(stateFile(), RuntimeState.class);
    }

    /** Removes everything of this testnet, the chains included. */
    public void wipe() throws IOException {
        for (Path part : List.of(resources(), path)) {
            PrivateFiles.deleteAll(part);
        }
    }
}
