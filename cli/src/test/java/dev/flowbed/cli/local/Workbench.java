package dev.flowbed.cli.local;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.input.Reading;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import dev.flowbed.cli.process.PortOwners.Owner;
import dev.flowbed.cli.process.ProcessTable;
import dev.flowbed.cli.state.Settings;
import dev.flowbed.cli.state.StateRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine in a folder, on which testnets are applied and nothing is started: its ports and its time are what a test says. */
public final class Workbench {
    public static final String NET = """
            apiVersion: flowbed.dev/v1alpha1
            kind: Testnet
            metadata:
              name: net
            spec:
              shards: 2
              miners:
                - name: cpu
            """;

    /** Ports below are not given out, so that nothing that really listens is met. */
    private static final int FIRST_PORT = 61000;

    private final Path folder;
    private final ResourceReader reader = new ResourceReader();
    private final Map<Integer, Owner> listening = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    public Workbench(Path folder) throws IOException {
        this.folder = folder;
        for (String program : List.of("node-image/target/rill.jar", "miner-image/target/flowbed-miner.jar")) {
            Path jar = folder.resolve("home").resolve(program);
            Files.createDirectories(jar.getParent());
            Files.createFile(jar);
        }
    }

    public LocalTestnet testnet(String name) {
        Installation installation = new Installation(folder.resolve("home"), Path.of("java"), Optional.empty());
        Machine machine = new Machine(root(), installation, new ProcessTable(), Clock.fixed(now, ZoneOffset.UTC));
        return machine.testnet(name);
    }

    private StateRoot root() {
        return new StateRoot(folder.resolve("state"));
    }

    /** A stranger listens on a port from now on. */
    public void takes(int port, long pid, String command) {
        listening.put(port, new Owner(pid, command));
    }

    public void passes(Duration time) {
        now = now.plus(time);
    }

    public Instant now() {
        return now;
    }

    public TestnetResources resources(String yaml) {
        return read(yaml).testnets().get(0);
    }

    private Reading read(String yaml) {
        Reading reading = reader.read(List.of(new Source("test.yaml", yaml)));
        if (!reading.isValid()) {
            throw new IllegalArgumentException(reading.problems().toString());
        }
        return reading;
    }

    /** What {@code up} applies for a file. */
    public Application.Request request(String yaml) {
        Reading reading = read(yaml);
        return new Application.Request(
                reading.testnets().get(0),
                reading.secrets(),
                existing -> reader.changes(existing, reading),
                Optional.empty(),
                false,
                Settings.NONE);
    }

    public Application.Applied apply(Application.Request request) throws IOException, Refused {
        PortAllotment ports = new PortAllotment(
                root(),
                port -> port >= FIRST_PORT && !listening.containsKey(port),
                port -> Optional.ofNullable(listening.get(port)));
        return new Application(testnet(request.resources().name()), ports).apply(request);
    }

    public Application.Applied apply(String yaml) throws IOException, Refused {
        return apply(request(yaml));
    }
}
