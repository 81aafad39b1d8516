package dev.flowbed.status.mining;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.observer.ChainView;
import dev.flowbed.observer.MinerView;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.Tip;
import dev.flowbed.observer.Watched;
import dev.flowbed.observer.WatchedMiner;
import dev.flowbed.observer.WatchedNode;
import dev.flowbed.status.mining.PoolWish.Aim;
import dev.flowbed.status.mining.PoolWish.Bound;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A testnet of four chains whose miners hash with noise, start slowly and get lost, whose blocks come by chance, and whose difficulty
 * follows them as the real one does: by at most 2 % down and 4 % up a block. A second at a time, always the same for the same seed.
 */
final class Simulation {
    static final Duration TARGET = Duration.ofSeconds(2);
    private static final int GROUPS = 2;
    private static final int CHAINS = GROUPS * GROUPS;

    private final Random random = new Random(7);
    private final TestnetMining mining = new TestnetMining();
    private final Map<String, Member> pools = new LinkedHashMap<>();
    private final int[] heights = new int[CHAINS];
    private final List<Double> blockTimes = new ArrayList<>();
    private double called = 40_000;
    private double average = TARGET.toMillis() / 1000.0;
    private @Nullable Double tolerance;
    private double strangers;
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Map<String, PoolDecision> decisions = Map.of();
    private int number;

    /** A pool and its miners: the moment from which each mines. */
    static final class Member {
        PoolWish wish;
        final double each;
        final double noise;
        final Duration startsIn;
        final Map<Integer, Instant> miners = new LinkedHashMap<>();
        final List<Integer> sizes = new ArrayList<>();

        Member(PoolWish wish, double each, double noise, Duration startsIn) {
            this.wish = wish;
            this.each = each;
            this.noise = noise;
            this.startsIn = startsIn;
        }
    }

    Simulation pool(String name, int replicas, @Nullable Aim aim, double each, double noise, Duration startsIn) {
        pools.put(
                name,
                new Member(
                        new PoolWish(
                                name,
                                "2026-11-21T11:00:00Z",
                                replicas,
                                aim,
                                Schedule.always(),
                                Bound.NONE,
                                0,
                                1,
                                OptionalDouble.empty()),
                        each,
                        noise,
                        startsIn));
        return this;
    }

    Simulation holding(double by) {
        tolerance = by;
        return this;
    }

    Simulation strangers(double hertz) {
        strangers = hertz;
        return this;
    }

    Simulation scale(String pool, int replicas) {
        Member member = pools.get(pool);
        PoolWish wish = member.wish;
        member.wish = new PoolWish(
                wish.name(),
                wish.created(),
                replicas,
                wish.aim(),
                wish.schedule(),
                wish.bound(),
                wish.gpus(),
                wish.cpus(),
                wish.cap());
        return this;
    }

    /** Takes miners away; the runtime makes them anew. */
    Simulation lose(String pool, int miners) {
        List<Integer> oldest = List.copyOf(pools.get(pool).miners.keySet()).subList(0, miners);
        pools.get(pool).miners.keySet().removeAll(oldest);
        return this;
    }

    Simulation run(Duration duration) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            now = now.plusSeconds(1);
            raise();
            double hertz = mine();
            blockTimes.add(called / hertz * TARGET.toMillis() / 1000.0);
            if (now.getEpochSecond() % 5 == 0) {
                decide();
            }
            pools.values().forEach(member -> member.sizes.add(size(member.wish.name())));
        }
        return this;
    }

    private void raise() {
        pools.forEach((name, member) -> {
            int wanted =
                    decisions.containsKey(name) ? size(name) : member.wish.aim() == null ? member.wish.replicas() : 0;
            while (member.miners.size() > wanted) {
                member.miners.remove(List.copyOf(member.miners.keySet()).get(member.miners.size() - 1));
            }
            while (member.miners.size() < wanted) {
                member.miners.put(number++, now.plus(member.startsIn));
            }
        });
    }

    private double mine() {
        double hertz = strangers;
        for (Member member : pools.values()) {
            hertz += member.each * working(member);
        }
        hertz = Math.max(hertz, 1);
        double blocks = CHAINS * hertz / called / (TARGET.toMillis() / 1000.0);
        int came = poisson(blocks);
        for (int i = 0; i < came; i++) {
            heights[random.nextInt(CHAINS)]++;
        }
        average += (called / hertz * TARGET.toMillis() / 1000.0 - average) * Math.min(1, blocks / CHAINS / 8);
        double late = average / (TARGET.toMillis() / 1000.0);
        double step = Math.max(0.98, Math.min(1.04, 1 / (1 + (late - 1) / 4)));
        called = Math.max(2_000, called * Math.pow(step, blocks / CHAINS));
        return hertz;
    }

    private long working(Member member) {
        return member.miners.values().stream()
                .filter(from -> !from.isAfter(now))
                .count();
    }

    private int poisson(double mean) {
        double limit = Math.exp(-mean);
        int count = 0;
        for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    private void decide() {
        Map<String, String> poolOf = new HashMap<>();
        List<MinerView> views = new ArrayList<>();
        pools.forEach((name, member) -> member.miners.forEach((id, from) -> {
            String miner = name + "-" + id;
            poolOf.put(miner, name);
            boolean works = !from.isAfter(now);
            double rate = member.each * Math.max(0, 1 + member.noise * random.nextGaussian());
            views.add(new MinerView(
                    new WatchedMiner(miner, URI.create("http://" + miner)),
                    works,
                    works ? rate : 0,
                    0,
                    0,
                    works ? Optional.of(0.5) : Optional.empty(),
                    Optional.empty()));
        }));
        decisions = mining.decide(
                pools.values().stream().map(member -> member.wish).toList(),
                Map.of(),
                new TestnetMining.Known(picture(views), poolOf, tolerance),
                (pool, decided) -> List.of(),
                now);
    }

    private Picture picture(List<MinerView> miners) {
        WatchedNode node = new WatchedNode("n", 0, 0, 1, URI.create("http://n"), Optional.empty());
        Target target = Target.ofHashRate(BigInteger.valueOf((long) called), TARGET.toMillis(), GROUPS);
        List<ChainView> chains = new ArrayList<>();
        List<ChainIndex> all = ChainIndex.all(GROUPS);
        for (int i = 0; i < CHAINS; i++) {
            chains.add(new ChainView(
                    all.get(i),
                    0,
                    "n",
                    heights[i],
                    Optional.<Tip>empty(),
                    now,
                    Optional.of(now),
                    Optional.empty(),
                    Optional.of(target.hashRate(TARGET.toMillis(), GROUPS)),
                    0L));
        }
        return new Picture(new Watched("t", GROUPS, TARGET, List.of(node), List.of()), now, List.of(), chains, miners);
    }

    int size(String pool) {
        return decisions.containsKey(pool) ? decisions.get(pool).miners() : 0;
    }

    PoolDecision decision(String pool) {
        return decisions.get(pool);
    }

    TestnetMining.Network network() {
        return mining.network(tolerance);
    }

    /** How often the size of a pool changed in the last so many seconds. */
    long changes(String pool, Duration last) {
        List<Integer> sizes = pools.get(pool).sizes;
        long changes = 0;
        for (int i = (int) Math.max(1, sizes.size() - last.toSeconds()); i < sizes.size(); i++) {
            changes += sizes.get(i).equals(sizes.get(i - 1)) ? 0 : 1;
        }
        return changes;
    }

    int mostOf(String pool) {
        return pools.get(pool).sizes.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The longest block time to be expected in the last so many seconds, in parts of the target. */
    double worstBlockTime(Duration last) {
        return blockTimes.subList((int) (blockTimes.size() - last.toSeconds()), blockTimes.size()).stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0)
                / (TARGET.toMillis() / 1000.0);
    }

    double secondsAbove(double late) {
        return blockTimes.stream()
                .filter(time -> time > late * TARGET.toMillis() / 1000.0)
                .count();
    }
}
