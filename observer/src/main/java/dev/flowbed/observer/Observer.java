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
    private final Means means;
    private final List<NodeProbe> nodes;
    private final List<MinerProbe> miners;
    private final boolean ownsThreads;

    /**
     * What looking takes; several observers may share it.
     *
     * @param rest connections
     * @param threads where nodes and miners are asked; how many bounds how much is asked at once
     */
    public record Means(RestClient rest, ExecutorService threads, Limits limits, Clock clock) {}

    /** Watches a testnet with the usual limits. */
    public Observer(Watched watched) {
        this(watched, Limits.DEFAULT, Clock.systemUTC());
    }

    /** Watches a testnet with threads and connections of its own. */
    public Observer(Watched watched, Limits limits, Clock clock) {
        this(
                watched,
                new Means(
                        new RestClient(limits.connect(), limits.request()), ownThreads(watched, limits), limits, clock),
                List.of(),
                true);
    }

    /** Watches a testnet with threads and connections that outlive it. */
    public Observer(Watched watched, Means means) {
        this(watched, means, List.of(), false);
    }

    private Observer(Watched watched, Means means, List<NodeProbe> before, boolean ownsThreads) {
        this.watched = watched;
        this.means = means;
        this.ownsThreads = ownsThreads;
        this.nodes = watched.nodes().stream()
                .map(node -> before.stream()
                        .filter(probe -> probe.node().equals(node))
                        .findFirst()
                        .orElseGet(() -> probe(node)))
                .toList();
        this.miners = watched.miners().stream()
                .map(miner -> new MinerProbe(miner, means.rest()))
                .toList();
    }

    private NodeProbe probe(WatchedNode node) {
        return new NodeProbe(
                watched, node, means.rest().node(node.rest(), node.apiKey()), means.clock(), means.limits());
    }

    private static ExecutorService ownThreads(Watched watched, Limits limits) {
        int subjects = watched.nodes().size() + watched.miners().size();
        int probes = Math.max(1, Math.min(limits.concurrency(), subjects));
        return Executors.newFixedThreadPool(probes, task -> {
            Thread thread = new Thread(task, "observer-" + watched.testnet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Watches the same testnet after nodes or miners came, went or moved: what is remembered of the chains of nodes that stayed is
     * kept. This observer is not to be used any more.
     *
     * @throws IllegalArgumentException for a testnet of other groups or another block target time
     */
    public Observer turnedTo(Watched other) {
        if (other.groups() != watched.groups() || !other.blockTargetTime().equals(watched.blockTargetTime())) {
            throw new IllegalArgumentException("the chains of " + other.testnet() + " are others");
        }
        return new Observer(other, means, nodes, ownsThreads);
    }

    public Watched watched() {
        return watched;
    }

    /**
     * How much is read. A testnet that comes up is short of time: how its nodes stand tells enough until all are synced, and heights
     * do then; observing heights reads no more than {@code STANDING} until then.
     */
    public enum Depth {
        STANDING,
        HEIGHTS,
        BLOCKS
    }

    /** One pass over everything: takes no longer than the limit for a pass, and never fails for what nodes do or do not do. */
    public Picture observe() throws InterruptedException {
        return observe(Depth.BLOCKS);
    }

    /** One pass. What was left out of it (blocks: tips, intervals, transactions) is read by the next one that goes deeper. */
    public Picture observe(Depth depth) throws InterruptedException {
        if (depth == Depth.HEIGHTS) {
            Picture standing = read(Depth.STANDING);
            return standing.nodes().stream().allMatch(NodeView::synced) ? read(Depth.HEIGHTS) : standing;
        }
        return read(depth);
    }

    private Picture read(Depth depth) throws InterruptedException {
        Instant now = means.clock().instant();
        List<Callable<Object>> tasks = new ArrayList<>();
        nodes.forEach(probe -> tasks.add(() -> probe.read(depth)));
        miners.forEach(probe -> tasks.add(probe::read));
        List<Future<Object>> answers =
                means.threads().invokeAll(tasks, means.limits().pass().toMillis(), TimeUnit.MILLISECONDS);
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
        return new Picture(watched, means.clock().instant(), nodeViews, chainViews, minerViews);
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

    /** Lets its own threads go. */
    @Override
    public void close() {
        if (ownsThreads) {
            means.threads().shutdownNow();
        }
    }
}
