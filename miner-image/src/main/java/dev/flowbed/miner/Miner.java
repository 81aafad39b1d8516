package dev.flowbed.miner;

import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.miner.benchmark.BenchmarkCommand;
import dev.flowbed.miner.hash.EngineWish;
import dev.flowbed.miner.hash.HashEngine;
import dev.flowbed.miner.hash.NoDeviceException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code flowbed-miner}: mines for the first of the given cliques that has work. */
@Command(
        name = "flowbed-miner",
        mixinStandardHelpOptions = true,
        versionProvider = Miner.Version.class,
        sortOptions = false,
        description = {
            "Mines for an Alephium network over the miner API of its full nodes.",
            "",
            "All brokers of a clique are connected at once; each block goes to the broker that serves its group. With several"
                    + " cliques the first is mined for, and the next takes over while it is away.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowbed-miner --clique 127.0.0.1:10973",
            "  flowbed-miner --clique a0:10973,a1:10973 --clique b0:10973,b1:10973 --threads 2 --max-hashrate 500k",
            "  flowbed-miner --clique a0:10973,a1:10973 --backend gpu --devices 0-3",
            "  flowbed-miner wrap --clique a0:10973,a1:10973 -- gpu-miner -a {host} -p {port}",
            "",
            "`flowbed-miner --benchmark` measures how fast the devices hash; --benchmark --help says more.",
            "Exit codes: 0 asked for help, 1 cannot start, 2 wrong usage or no such device, 143 ended by SIGTERM."
        })
public final class Miner implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(Miner.class);
    private static final long SAMPLE_SECONDS = 1;
    private static final int SAMPLES_PER_REPORT = 30;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--clique",
            required = true,
            paramLabel = "HOST:PORT[,HOST:PORT...]",
            description =
                    "miner API of each broker of a clique, in order of broker id; repeat it for cliques to fail over to")
    private List<String> cliqueTexts = new ArrayList<>();

    @Option(
            names = "--backend",
            defaultValue = "CPU",
            paramLabel = "BACKEND",
            description = "what to hash on: cpu, cuda, opencl, or gpu: cuda where it works, else opencl (default: cpu)")
    private Backend backend = Backend.CPU;

    @Option(
            names = "--devices",
            paramLabel = "LIST",
            description =
                    "GPUs to mine on, of those that the process sees: all, or numbers such as 0,2-3 (default: all)")
    private @Nullable String devices;

    @Option(names = "--threads", paramLabel = "N", description = "mining threads of the CPU (default: 1)")
    private @Nullable Integer threadsWish;

    @Option(
            names = "--max-hashrate",
            paramLabel = "RATE",
            description = "most nonces to try a second, all threads together, such as 500k or 2M (default: no cap)")
    private @Nullable String maxHashRate;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description =
                    "how to hash on the CPU: vector (several nonces at once; wants java --add-modules jdk.incubator.vector), scalar,"
                            + " or auto: vector where it is faster and no cap makes it needless (default)")
    private @Nullable EngineWish engine;

    @Option(
            names = "--metrics-address",
            paramLabel = "HOST:PORT",
            description = "serve Prometheus metrics at http://HOST:PORT/metrics (default: not served)")
    private @Nullable String metricsAddress;

    /** Runs the miner until a signal ends it. */
    public static void main(String[] args) throws Exception {
        if (System.getProperty("java.util.logging.config.file") == null) {
            System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n");
        }
        // the JVM keeps resolved names for ever or for 30 s; nodes that move must be found again
        Security.setProperty("networkaddress.cache.ttl", "1");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        int code = run(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(String[] args) throws Exception {
        return switch (args.length == 0 ? "" : args[0]) {
            case "--warm-up" -> WarmUp.run();
            case "--benchmark" -> BenchmarkCommand.run(List.of(args).subList(1, args.length), System.out, System.err);
            case "wrap" -> Wrap.run(Arrays.copyOfRange(args, 1, args.length));
            case "copy-to" -> SelfCopy.run(Arrays.copyOfRange(args, 1, args.length));
            default ->
                new CommandLine(new Miner())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(args);
        };
    }

    @Override
    public Integer call() throws InterruptedException {
        MinerCounters counters = new MinerCounters();
        Wakeup wakeup = new Wakeup();
        Cliques cliques = new Cliques(cliques(counters, wakeup));
        double cap = cap();
        checkHashing();
        HashRateMeter meter = new HashRateMeter();
        String metricsText = metricsAddress;
        HostPort metricsAt =
                metricsText == null ? null : address(spec, "--metrics-address", metricsText, HostPort::parse);

        Hashing hashing;
        try {
            hashing = hashing(cap);
        } catch (NoDeviceException e) {
            System.err.println("flowbed-miner: --backend " + name(backend) + ": " + e.getMessage());
            return 2;
        }
        CountDownLatch ended = new CountDownLatch(1);
        try (MetricsServer metrics =
                metricsAt == null ? null : serve(metricsAt, cliques, counters, meter, cap, hashing)) {
            cliques.all().forEach(Clique::start);
            List<Searcher> searchers = start(hashing, cliques, counters, wakeup, cap);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                searchers.forEach(Searcher::stop);
                cliques.all().forEach(Clique::stop);
                report(meter, counters, cliques);
                ended.countDown();
            }));
            watch(ended, meter, counters, cliques);
            return 0;
        } catch (IOException e) {
            System.err.println("flowbed-miner: cannot serve metrics at " + metricsAddress + ": " + e.getMessage());
            return 1;
        }
    }

    private List<Clique> cliques(MinerCounters counters, Wakeup wakeup) {
        List<Clique> cliques = new ArrayList<>();
        for (String text : cliqueTexts) {
            List<HostPort> brokers = address(spec, "--clique", text, HostPort::parseTargets);
            cliques.add(new Clique(text, brokers, counters, wakeup));
        }
        return cliques;
    }

    private double cap() {
        String text = maxHashRate;
        return text == null ? Double.POSITIVE_INFINITY : hashRate(text).hertz();
    }

    private void checkHashing() {
        int count = threads();
        if (count < 1 || count > 1024) {
            throw usage("--threads must be from 1 to 1024, not " + count);
        }
        if (backend == Backend.CPU) {
            if (devices != null) {
                throw usage("--devices chooses among GPUs: it goes with --backend gpu, cuda or opencl, not cpu");
            }
        } else if (threadsWish != null || engine != null) {
            throw usage((threadsWish != null ? "--threads" : "--engine")
                    + " is about hashing on the CPU: it goes with --backend cpu, not " + name(backend));
        } else {
            checkDevices();
        }
    }

    private void checkDevices() {
        try {
            GpuHashing.check(devices);
        } catch (IllegalArgumentException e) {
            throw usage("--devices " + devices + ": " + e.getMessage() + "; must be all, or numbers such as 0,2-3");
        }
    }

    private int threads() {
        Integer wish = threadsWish;
        return wish == null ? 1 : wish;
    }

    private Hashing hashing(double cap) throws NoDeviceException {
        EngineWish wish = engine;
        return backend == Backend.CPU
                ? Hashing.cpu(threads(), wish == null ? EngineWish.AUTO : wish, cap, log::info)
                : GpuHashing.open(backend, devices, log::info);
    }

    private static String name(Backend backend) {
        return backend.name().toLowerCase(Locale.ROOT);
    }

    private static List<Searcher> start(
            Hashing hashing, Cliques cliques, MinerCounters counters, Wakeup wakeup, double cap) {
        SecureRandom random = new SecureRandom();
        List<Searcher> searchers = new ArrayList<>();
        log.info(
                "mining with {}; {}",
                hashing.description(),
                Double.isInfinite(cap) ? "no cap" : "at most " + new HashRate(cap));
        double share = cap / hashing.engines().size();
        for (HashEngine own : hashing.engines()) {
            RateCap its = new RateCap(share, System.nanoTime());
            Searcher searcher = new Searcher(cliques, own, its, counters, wakeup, random);
            Thread thread = new Thread(searcher, "search-" + searchers.size());
            searchers.add(searcher);
            thread.setDaemon(true);
            thread.start();
        }
        return searchers;
    }

    private static MetricsServer serve(
            HostPort at, Cliques cliques, MinerCounters counters, HashRateMeter meter, double cap, Hashing hashing)
            throws IOException {
        return new MetricsServer(
                new InetSocketAddress(at.host(), at.port()),
                () -> MinerMetrics.render(cliques, counters, meter, cap, hashing.devices(), System.nanoTime()));
    }

    private static void watch(CountDownLatch ended, HashRateMeter meter, MinerCounters counters, Cliques cliques)
            throws InterruptedException {
        int samples = 0;
        do {
            meter.sample(counters.hashes.sum(), System.nanoTime());
            if (++samples % SAMPLES_PER_REPORT == 0) {
                report(meter, counters, cliques);
            }
        } while (!ended.await(SAMPLE_SECONDS, TimeUnit.SECONDS));
    }

    private static void report(HashRateMeter meter, MinerCounters counters, Cliques cliques) {
        double hertz = meter.hertz();
        log.info(
                "{}, blocks: {} accepted, {} rejected, {} lost, {} stale; mining for {}",
                new HashRate(hertz),
                counters.accepted.sum(),
                counters.rejected.sum(),
                counters.lost.sum(),
                counters.stale.sum(),
                cliques.active().name());
    }

    /** Addresses from the command line, of this command or another one; wrong ones are wrong usage of it. */
    static <T> T address(CommandSpec command, String option, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (FormatException e) {
            throw new ParameterException(
                    command.commandLine(), option + " " + text + ": " + e.getMessage() + "; must be " + HostPort.FORM);
        }
    }

    private HashRate hashRate(String text) {
        try {
            return HashRate.parse(text);
        } catch (IllegalArgumentException e) {
            throw usage("--max-hashrate: " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Miner.class.getPackage().getImplementationVersion();
            return new String[] {"flowbed-miner " + (version == null ? "(not packaged)" : version)};
        }
    }
}
