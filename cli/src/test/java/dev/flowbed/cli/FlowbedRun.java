package dev.flowbed.cli;

import dev.flowbed.cli.command.Context;
import dev.flowbed.cli.local.Installation;
import dev.flowbed.cli.local.Machine;
import dev.flowbed.cli.process.ProcessTable;
import dev.flowbed.cli.state.StateRoot;
import dev.flowbed.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/** Runs the command within a test, and holds what it printed last. */
public final class FlowbedRun {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Runs it once and gives its exit code. */
    public int run(StateRoot root, Installation installation, String... args) {
        out.reset();
        err.reset();
        return Flowbed.run(
                new Context(
                        new Machine(root, installation, new ProcessTable(), Clock.systemUTC()),
                        Map.of(),
                        Terminal.PLAIN,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                args);
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
