package dev.flowbed.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.blueprint.JavaProgram;
import dev.flowbed.cli.local.Installation;
import dev.flowbed.cli.terminal.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures this machine. The miner's own program does it, so that what is measured is what mines. */
@Command(
        name = "benchmark",
        description = {
            "Measure how many nonces a second each device of this machine tries, how many its integer units allow, and"
                    + " the share of it. It takes the whole machine for about a minute.",
            "The CPU is measured with each engine, on one core and on all, and each GPU that CUDA or OpenCL shows."
        },
        footer = {"", "Examples:", "  flowbed benchmark mining", "  flowbed benchmark mining --backend gpu -o json"})
public final class BenchmarkCommand implements Callable<Integer> {
    /** What can be measured. */
    enum Subject {
        mining
    }

    private final Context context;

    @Parameters(paramLabel = "SUBJECT", description = "What to measure: ${COMPLETION-CANDIDATES}.")
    private Subject subject = Subject.mining;

    @Option(
            names = "--backend",
            defaultValue = "all",
            paramLabel = "BACKEND",
            description = "all, cpu, gpu, cuda or opencl (default: ${DEFAULT-VALUE}).")
    private String backend = "all";

    @Option(
            names = "--devices",
            defaultValue = "all",
            paramLabel = "LIST",
            description = "GPUs to measure: all, or numbers such as 0,2-3 (default: ${DEFAULT-VALUE}).")
    private String devices = "all";

    @Option(
            names = "--seconds",
            defaultValue = "3",
            paramLabel = "N",
            description =
                    "How long each measurement takes once it is steady (default: ${DEFAULT-VALUE}). Less than 1 shows that it"
                            + " runs, and no figures to go by.")
    private double seconds;

    @Mixin
    private Output output = new Output();

    public BenchmarkCommand(Context context) {
        this.context = context;
    }

    /**
     * One measurement, as the miner's program prints it.
     *
     * @param device {@code cpu}, or a GPU's label
     * @param threads threads of the CPU, or queues of the GPU
     * @param boundTriesPerSecond what the device's integer units allow, 0 where that is not known
     * @param share of the bound, from 0 to 1
     * @param bound how the bound was computed
     * @param batchMilliseconds how long a new job waits at most
     */
    record Measurement(
            String device,
            String description,
            String engine,
            int threads,
            double triesPerSecond,
            double boundTriesPerSecond,
            double share,
            String bound,
            double batchMilliseconds) {

        List<String> cells() {
            boolean known = boundTriesPerSecond > 0;
            return List.of(
                    device,
                    engine,
                    Integer.toString(threads),
                    new HashRate(triesPerSecond).toString(),
                    known ? new HashRate(boundTriesPerSecond).toString() : "-",
                    known ? Math.round(100 * share) + " %" : "-",
                    String.format(Locale.ROOT, "%.1f ms", batchMilliseconds));
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Commands.require(subject == Subject.mining, "there is nothing to measure but mining");
        Commands.require(!context.onCluster(), "it measures this machine, not a cluster: run it where the device is");
        Installation installation = context.machine().installation();
        if (!output.isForPrograms()) {
            context.err().println("Measuring; other work on this machine falsifies it.");
        }
        Process process = new ProcessBuilder(command(installation.miner()))
                .redirectError(ProcessBuilder.Redirect.PIPE)
                .start();
        Thread errors = new Thread(() -> pass(process));
        errors.start();
        List<Measurement> measured = new ArrayList<>();
        ObjectMapper mapper = JsonMapper.builder().build();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                measured.add(mapper.readValue(line, Measurement.class));
            }
        } finally {
            process.destroy();
        }
        int code = process.waitFor();
        errors.join();
        if (code == ExitCode.OK) {
            print(measured);
        }
        return code;
    }

    private List<String> command(JavaProgram miner) {
        List<String> command = new ArrayList<>(List.of(miner.java()));
        command.addAll(miner.options());
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "-jar", miner.jar(), "--benchmark"));
        command.addAll(List.of("--backend", backend, "--devices", devices, "--seconds", Double.toString(seconds)));
        return command;
    }

    /** Hands on what the miner's program says, but for Java's remark on incubating modules. */
    private void pass(Process process) {
        process.errorReader(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                .forEach(context.err()::println);
    }

    private void print(List<Measurement> measured) throws IOException {
        if (output.isForPrograms()) {
            context.out().println(output.text(measured));
            return;
        }
        Table table = new Table("DEVICE", "ENGINE", "THREADS", "TRIES", "BOUND", "SHARE", "NEW JOB WITHIN");
        measured.forEach(one -> table.row(one.cells().toArray()));
        table.lines().forEach(context.out()::println);
        context.out().println();
        measured.stream()
                .map(one -> one.device() + ": " + one.description())
                .distinct()
                .forEach(context.out()::println);
        measured.stream()
                .map(one -> "Bound of " + one.device() + " with " + one.threads() + ", " + one.bound())
                .distinct()
                .forEach(context.out()::println);
    }
}
