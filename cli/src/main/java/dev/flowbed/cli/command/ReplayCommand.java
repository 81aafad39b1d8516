package dev.flowbed.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.recording.FormatsCheck;
import dev.flowbed.alephium.recording.FormatsReport;
import dev.flowbed.alephium.recording.Recording;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a recording of a node's chains with what Flowbed makes of it. */
@Command(
        name = "replay",
        description = {
            "Compare a recording of a node's chains with what Flowbed makes of them. First the formats: genesis blocks from the"
                    + " recorded configuration, every block, hash, id, Merkle root and JSON. Then the rules: rill takes every block"
                    + " in order, and must come to the same dependency state hashes, the same blocks at the same heights, and the"
                    + " same balances. Ends at the first difference.",
            "Exit code 0 when all is the same, 1 at a difference, 2 when the file is no recording."
        },
        footer = {
            "",
            "Examples:",
            "  flowbed replay recorded-transfers.json.xz",
            "  flowbed replay --formats recorded-transfers.json.xz -o json",
            "",
            "A recording is made with `flowbed record`."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final String BLOCK_TIMES = "alephium.consensus.danube.block-target-time";

    private final Context context;

    @Parameters(paramLabel = "FILE", description = "A recording, plain JSON or packed with xz.")
    private Path file = Path.of("");

    @Option(names = "--formats", description = "Compare the formats alone.")
    private boolean formatsOnly;

    @Mixin
    private Output output = new Output();

    public ReplayCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        NamedFile.requireReadable(file, "");
        FormatsReport formats = formats();
        if (!output.isForPrograms()) {
            print(formats);
        }
        JsonNode rules = formats.isSame() && !formatsOnly ? rules() : null;
        boolean same = formats.isSame() && (rules == null || rules.path("same").asBoolean());
        if (output.isForPrograms()) {
            context.out().println(output.text(new ReplayResult(same, ReplayResult.Formats.of(formats), rules)));
        } else {
            print(same, rules);
        }
        return same ? ExitCode.OK : ExitCode.FAILED;
    }

    private FormatsReport formats() throws IOException {
        try {
            return FormatsCheck.run(file);
        } catch (FormatException e) {
            throw new CommandFailure(ExitCode.INVALID, file + ": " + e.getMessage());
        }
    }

    private JsonNode rules() throws IOException, InterruptedException {
        boolean live = context.terminal().live() && !output.isForPrograms();
        PrintStream progress = context.err();
        JsonNode rules = new RulesReplay(context.machine().installation().rill()).run(file.toAbsolutePath(), done -> {
            if (live) {
                progress.print("\r\u001b[K  replaying  " + done + " blocks");
                progress.flush();
            }
        });
        if (live) {
            progress.print("\r\u001b[K");
            progress.flush();
        }
        return rules;
    }

    private void print(FormatsReport report) {
        context.out()
                .println("Compared " + file + ": network " + report.networkId() + ", " + report.groups() + " groups");
        context.out().println("  genesis    " + report.groups() * report.groups() + " chains from the configuration");
        context.out().println("  chains     " + report.chains());
        context.out()
                .println("  blocks     " + report.blocks() + " (" + report.uncles() + " uncles), " + report.bytes()
                        + " bytes");
        context.out()
                .println("  contents   " + report.transactions() + " transactions, " + report.inputs() + " inputs, "
                        + report.outputs() + " outputs, " + report.scripts() + " scripts, " + report.addresses()
                        + " addresses");
        report.difference().ifPresent(difference -> context.err().println("Different: " + difference));
    }

    /** A recording without its node's settings has block times that may be wrong, which shows first in what miners are paid. */
    private void hintAtBlockTimes() throws IOException {
        if (!Recording.open(file).config().hasPath(BLOCK_TIMES)) {
            context.err()
                    .println("  The recording tells no block times. If its node was given some, record it with --config"
                            + " and its user.conf.");
        }
    }

    private void print(boolean same, @Nullable JsonNode rules) throws IOException {
        if (rules != null) {
            double seconds = rules.path("seconds").asDouble();
            int blocks = rules.path("blocks").asInt();
            context.out()
                    .println("  accepted   " + blocks + " blocks through all rules"
                            + (seconds > 0 ? String.format(Locale.ROOT, ", %.0f a second", blocks / seconds) : ""));
            context.out()
                    .println("  the same   " + rules.path("stateHashes").asInt() + " state hashes, "
                            + rules.path("heights").asInt() + " heights, "
                            + rules.path("balances").asInt() + " balances");
            JsonNode difference = rules.path("difference");
            if (!difference.isMissingNode()) {
                context.err()
                        .println("Different: " + difference.path("where").asText() + ": expected "
                                + difference.path("expected").asText() + ", found "
                                + difference.path("found").asText());
                hintAtBlockTimes();
            }
        }
        if (same) {
            context.out().println(formatsOnly ? "All formats are the same." : "All the same.");
        }
    }
}
