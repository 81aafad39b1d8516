package dev.flowbed.cli.command;

import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.recording.FormatsCheck;
import dev.flowbed.alephium.recording.FormatsReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares a recording of the official node with what Flowbed makes of it. */
@Command(
        name = "replay",
        description = {
            "Compare a recording of the official node's chains with Flowbed's own formats: the genesis blocks from the recorded"
                    + " configuration, then every block, hash, id, Merkle root and JSON. Ends at the first difference.",
            "Exit code 0 when all is the same, 1 at a difference, 2 when the file is no recording."
        },
        footer = {"", "Examples:", "  flowbed replay --formats recorded-transfers.json.xz"})
public final class ReplayCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = "--formats",
            required = true,
            paramLabel = "FILE",
            description = "A recording, plain JSON or packed with xz; its formats are compared.")
    private Path formats = Path.of("");

    @Mixin
    private Output output = new Output();

    public ReplayCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(formats)) {
            throw new CommandFailure(
                    ExitCode.INVALID, formats + (Files.exists(formats) ? " cannot be read" : " does not exist"));
        }
        FormatsReport report;
        try {
            report = FormatsCheck.run(formats);
        } catch (FormatException e) {
            throw new CommandFailure(ExitCode.INVALID, formats + ": " + e.getMessage());
        }
        if (output.isForPrograms()) {
            context.out().println(output.text(ReplayResult.of(report)));
        } else {
            print(report);
        }
        return report.isSame() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void print(FormatsReport report) {
        context.out()
                .println(
                        "Compared " + formats + ": network " + report.networkId() + ", " + report.groups() + " groups");
        context.out().println("  genesis    " + report.groups() * report.groups() + " chains from the configuration");
        context.out().println("  chains     " + report.chains());
        context.out()
                .println("  blocks     " + report.blocks() + " (" + report.uncles() + " uncles), " + report.bytes()
                        + " bytes");
        context.out()
                .println("  contents   " + report.transactions() + " transactions, " + report.inputs() + " inputs, "
                        + report.outputs() + " outputs, " + report.scripts() + " scripts, " + report.addresses()
                        + " addresses");
        report.difference()
                .ifPresentOrElse(
                        difference -> context.err().println("Different: " + difference),
                        () -> context.out().println("All the same."));
    }
}
