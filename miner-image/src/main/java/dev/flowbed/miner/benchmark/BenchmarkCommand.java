package dev.flowbed.miner.benchmark;

import dev.flowbed.miner.gpu.DeviceSelection;
import dev.flowbed.miner.gpu.Gpus;
import dev.flowbed.miner.hash.NoDeviceException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flowbed-miner --benchmark}: measures instead of mining, and prints a JSON object a line for each measurement. */
@Command(
        name = "flowbed-miner --benchmark",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how many nonces a second each device tries, and how many its integer units allow.",
            "Standard output: a JSON object a line; standard error: what was looked for."
        })
public final class BenchmarkCommand implements Callable<Integer> {
    /** What is measured. */
    enum What {
        ALL,
        CPU,
        GPU,
        CUDA,
        OPENCL
    }

    private static final double SHORTEST = 0.1;
    private static final double LONGEST = 600;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--backend",
            defaultValue = "ALL",
            paramLabel = "BACKEND",
            description = "all (the CPU, and GPUs where there are some), cpu, gpu, cuda or opencl (default: all)")
    private What what = What.ALL;

    @Option(
            names = "--devices",
            defaultValue = "all",
            paramLabel = "LIST",
            description = "GPUs, as the miner takes them")
    private String devices = "all";

    @Option(
            names = "--seconds",
            defaultValue = "3",
            paramLabel = "N",
            description =
                    "how long each measurement takes, once the rate is steady, which is waited for up to seven times as long"
                            + " (default: ${DEFAULT-VALUE})")
    private double seconds;

    private final PrintStream out;
    private final PrintStream err;

    public BenchmarkCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs it with the arguments after {@code --benchmark}. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        return new CommandLine(new BenchmarkCommand(out, err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments.toArray(String[]::new));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!(seconds >= SHORTEST && seconds <= LONGEST)) {
            throw usage("--seconds must be from 0.1 to 600, not " + seconds);
        }
        DeviceSelection selection = selection();
        long nanos = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        if (what == What.ALL || what == What.CPU) {
            new CpuBenchmark(nanos, this::print).run();
        }
        if (what == What.CPU) {
            return 0;
        }
        List<String> told = new ArrayList<>();
        try {
            Gpus gpus = switch (what) {
                case CUDA -> Gpus.cuda(selection, told::add);
                case OPENCL -> Gpus.openCl(selection, told::add);
                default -> Gpus.any(selection, told::add);
            };
            new GpuBenchmark(nanos, this::print).run(gpus);
            return 0;
        } catch (NoDeviceException e) {
            err.println("flowbed-miner: " + e.getMessage());
            return what == What.ALL ? 0 : 2;
        }
    }

    private void print(Result result) {
        out.println(result.json());
        out.flush();
    }

    private DeviceSelection selection() {
        try {
            return DeviceSelection.parse(devices);
        } catch (IllegalArgumentException e) {
            throw usage("--devices " + devices + ": " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
