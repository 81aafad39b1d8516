package dev.flowbed.cli.command;

import dev.flowbed.cli.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Packs evidence. */
@Command(
        name = "bundle",
        description = {
            "Pack what is known of a testnet into one .tar.gz: specs, status, events, logs, metrics and versions.",
            "It holds no secrets: API keys are left out and taken out of logs."
        },
        footer = {"", "Examples:", "  flowbed bundle", "  flowbed bundle quickstart --file evidence.tar.gz"})
public final class BundleCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "TESTNET", description = "Not needed when there is only one.")
    private @Nullable String testnet;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Where to write it (default: TESTNET-TIME.tar.gz here).")
    private @Nullable Path file;

    @Mixin
    private Output output = new Output();

    public BundleCommand(Context context) {
        this.context = context;
    }

    /** What was packed, for programs. */
    record Packed(String testnet, String file, int files) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        String name = context.onCluster()
                ? new ClusterCare(context).name(testnet)
                : context.testnet(testnet).name();
        Path target = file != null
                ? file
                : Path.of(name + "-" + STAMP.format(context.machine().clock().instant()) + ".tar.gz");
        Path folder = target.toAbsolutePath().getParent();
        Commands.require(folder != null && Files.isDirectory(folder), "--file: there is no folder " + folder);
        int entries = context.onCluster()
                ? new ClusterCare(context).bundle(name, target)
                : new Bundle(context.testnet(name)).write(target);
        if (output.isForPrograms()) {
            context.out()
                    .println(output.text(
                            new Packed(name, target.toAbsolutePath().normalize().toString(), entries)));
        } else {
            context.out().println("Packed " + entries + " files into " + target);
        }
        return ExitCode.OK;
    }
}
