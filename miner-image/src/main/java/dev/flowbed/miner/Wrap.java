package dev.flowbed.miner;

import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.alephium.net.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code flowbed-miner wrap}: runs another miner's program and stands between it and the nodes. */
@Command(
        name = "flowbed-miner wrap",
        mixinStandardHelpOptions = true,
        versionProvider = Miner.Version.class,
        sortOptions = false,
        description = {
            "Runs another miner's program for an Alephium network.",
            "",
            "The program connects to this one as if it were a node. It is given the jobs of all brokers of a clique, each of its"
                    + " blocks goes to the broker that serves its group, names are resolved anew, and with several cliques the"
                    + " next takes over while one is away. What it prints of its hash rate is served as Flowbed's miner serves"
                    + " its own. A program that ends is started again.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  flowbed-miner wrap --clique a0:10973,a1:10973 --metrics-address 0.0.0.0:9400 -- gpu-miner -a {host} -p {port}",
            "",
            "Exit codes: 0 asked for help, 1 cannot start, 2 wrong usage or no such program, 143 ended by SIGTERM."
        })
final class Wrap implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(Wrap.class);
    private static final long SAMPLE_MILLIS = 1_000;
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
            names = "--metrics-address",
            paramLabel = "HOST:PORT",
            description = "serve Prometheus metrics at http://HOST:PORT/metrics (default: not served)")
    private @Nullable String metricsAddress;

    @Parameters(
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "the program and its arguments; {host} and {port} stand for where it is to connect to")
    private List<String> command = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        MinerCounters counters = new MinerCounters();
        Wakeup wakeup = new Wakeup();
        List<Clique> all = new ArrayList<>();
        for (String text : cliqueTexts) {
            List<HostPort> brokers = Miner.address(spec, "--clique", text, HostPort::parseTargets);
            all.add(new Clique(text, brokers, counters, wakeup));
        }
        Cliques cliques = new Cliques(all);
        HashRateMeter meter = new HashRateMeter();
        ReportedHashRate reported = new ReportedHashRate();
        CountDownLatch ended = new CountDownLatch(1);
        try (JobRelay relay = JobRelay.listen(cliques, counters, wakeup)) {
            WrappedProgram program = new WrappedProgram(filled(relay.address()), reported);
            Supplier<String> page = () -> MinerMetrics.render(
                    cliques,
                    counters,
                    meter,
                    new MinerMetrics.Program(relay.isUsed(), program.starts()),
                    System.nanoTime());
            try (MetricsServer metrics = serve(page)) {
                cliques.all().forEach(Clique::start);
                relay.start();
                program.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    program.stop();
                    cliques.all().forEach(Clique::stop);
                    ended.countDown();
                }));
                watch(ended, reported, meter, counters, cliques);
            }
            return 0;
        } catch (WrappedProgram.CannotRunException e) {
            System.err.println("flowbed-miner wrap: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            System.err.println("flowbed-miner wrap: cannot listen: " + e.getMessage());
            return 1;
        }
    }

    private static void watch(
            CountDownLatch ended,
            ReportedHashRate reported,
            HashRateMeter meter,
            MinerCounters counters,
            Cliques cliques)
            throws InterruptedException {
        long last = System.nanoTime();
        int samples = 0;
        do {
            long now = System.nanoTime();
            counters.hashes.add(Math.round(reported.hertz(now) * (now - last) / TimeUnit.SECONDS.toNanos(1)));
            meter.sample(counters.hashes.sum(), now);
            last = now;
            if (++samples % SAMPLES_PER_REPORT == 0) {
                log.info(
                        "{} as the program says, blocks: {} accepted, {} rejected, {} lost; mining for {}",
                        new HashRate(meter.hertz()),
                        counters.accepted.sum(),
                        counters.rejected.sum(),
                        counters.lost.sum(),
                        cliques.active().name());
            }
        } while (!ended.await(SAMPLE_MILLIS, TimeUnit.MILLISECONDS));
    }

    private List<String> filled(InetSocketAddress relay) {
        return command.stream()
                .map(word -> word.replace("{host}", relay.getHostString())
                        .replace("{port}", Integer.toString(relay.getPort())))
                .toList();
    }

    private @Nullable MetricsServer serve(Supplier<String> page) throws IOException {
        String text = metricsAddress;
        if (text == null) {
            return null;
        }
        HostPort at = Miner.address(spec, "--metrics-address", text, HostPort::parse);
        return new MetricsServer(new InetSocketAddress(at.host(), at.port()), page);
    }

    /** Runs the command with what stands after its name. */
    static int run(String[] args) {
        return new CommandLine(new Wrap()).setStopAtPositional(true).execute(args);
    }
}
