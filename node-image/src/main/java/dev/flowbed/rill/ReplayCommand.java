package dev.flowbed.rill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.rill.replay.Replay;
import dev.flowbed.rill.replay.ReplayReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * {@code replay FILE}: what a recording comes to, as one JSON object on standard output, and how far it is on standard error:
 * {@code BLOCKS/ALL}, a line whenever another twentieth is done.
 */
final class ReplayCommand {
    private static final int STEPS = 20;

    private final PrintStream out;
    private final PrintStream progress;

    ReplayCommand(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Whether all was the same; {@link dev.flowbed.alephium.codec.FormatException} for what cannot be replayed. */
    boolean run(Path file) throws IOException {
        Path folder = Files.createTempDirectory("rill-replay");
        Thread interrupted = new Thread(() -> delete(folder), "replay-cleanup");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            ReplayReport report = Replay.run(file, folder, this::added);
            out.println(json(report));
            return report.isSame();
        } finally {
            delete(folder);
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
    }

    private void added(int blocks, int all) {
        if (blocks == all || blocks * STEPS / all != (blocks - 1) * STEPS / all) {
            progress.println(blocks + "/" + all);
        }
    }

    private static ObjectNode json(ReplayReport report) {
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("same", report.isSame())
                .put("networkId", report.networkId())
                .put("groups", report.groups())
                .put("blocks", report.blocks())
                .put("uncles", report.uncles())
                .put("transactions", report.transactions())
                .put("stateHashes", report.stateHashes())
                .put("heights", report.heights())
                .put("balances", report.balances())
                .put("seconds", report.seconds());
        report.difference()
                .ifPresent(difference -> json.putObject("difference")
                        .put("where", difference.where())
                        .put("expected", difference.expected())
                        .put("found", difference.found()));
        return json;
    }

    private static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("rill: " + folder + " is left behind: " + e.getMessage());
        }
    }
}
