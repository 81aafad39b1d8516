package dev.flowbed.observer;

import dev.flowbed.alephium.rest.RestClient;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Reads a testnet, pass by pass: all its nodes and miners at once, within bounds of time and number. It remembers the chains from
 * one pass to the next, to measure block intervals and to see transactions; everything else follows from the {@link Picture}.
 */
public final class Observer implements AutoCloseable {
    private final Watched watched;
    private final Limits limits;
    private final Clock clock;
    private final List<NodeProbe> nodes;
    private final List<MinerProbe> miners;
    private final ExecutorService threads;

    /** Watches a testnet with the usual limits. */
    public Observer(Watched watched) {
        this(watched, Limits.DEFAULT, Clock.systemUTC());
    }

    public Observer(Watched watched, Limits limits, Clock clock) {
        this.watched = watched;
        this.limits = limits;
        this.clock = clock;
        RestClient rest = new RestClient(limits.connect(), limits.request());
        this.nodes = watched.nodes().stream()
                .map(node -> new NodeProbe(watched, node, rest.node(node.rest(), node.apiKey()), clock, limits))
                .toList();
        this.miners = watched.miners().stream()
                .map(miner -> new MinerProbe(miner, rest))
                .toList();
        int probes = Math.max(1, Math.min(limits.concurrency(), nodes.size() + miners.size()));
        this.threads = Executors.newFixedThreadPool(probes, task -> {
            Thread thread = new Thread(task, "observer-" + watched.testnet());
            thread.setDaemon(true);
            return thread;
        });
    }

    public Watched watched() {
        return watched;
    }

    /** How much is read: of a testnet that comes up and is short of time, heights tell enough, and only those of synced nodes. */
    public enum Depth {
        HEIGHTS,
        BLOCKS
    }

    /** One pass over everything: takes no longer than the limit for a pass, and never fails for what nodes do or do not do. */
    public Picture observe() throws InterruptedException {
        return observe(Depth.BLOCKS);
    }

    /** One pass. What was left out of it (blocks: tips, intervals, transactions) is read by the next one that goes deeper. */
    public Picture observe(Depth depth) throws InterruptedException {
        Instant now = clock.instant();
        List<Callable<Object>> tasks = new ArrayList<>();
        nodes.forEach(probe -> tasks.add(() -> probe.read(depth)));
        miners.forEach(probe -> tasks.add(probe::read));
        List<Future<Object>> answers = threads.invokeAll(tasks, limits.pass().toMillis(), TimeUnit.MILLISECONDS);
        List<NodeView> nodeViews = new ArrayList<>();
        List<ChainView> chainViews = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            NodeProbe.Reading reading = reading(nodes.get(i), answers.get(i), now);
            nodeViews.add(reading.node());
            chainViews.addAll(reading.chains());
        }
        List<MinerView> minerViews = new ArrayList<>();
        for (int i = 0; i < miners.size(); i++) {
            minerViews.add(minerView(miners.get(i), answers.get(nodes.size() + i)));
        }
        return new Picture(watched, clock.instant(), nodeViews, chainViews, minerViews);
    }

    private static NodeProbe.Reading reading(NodeProbe probe, Future<Object> answer, Instant since)
            throws InterruptedException {
        try {
            return (NodeProbe.Reading) answer.get();
        } catch (CancellationException e) {
            return probe.late(since);
        } catch (ExecutionException e) {
            throw new IllegalStateException("probe of " + probe.node(), e.getCause());
        }
    }

    private static MinerView minerView(MinerProbe probe, Future<Object> answer) throws InterruptedException {
        try {
            return (MinerView) answer.get();
        } catch (CancellationException e) {
            return probe.unreachable("not read in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException("probe of a miner", e.getCause());
        }
    }

    /** Lets the threads go. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
