package dev.flowbed.status.mining;

import dev.flowbed.observer.MinerView;
import dev.flowbed.observer.Picture;
import dev.flowbed.status.mining.PoolDecision.Verdict;
import dev.flowbed.status.mining.PoolWish.Aim;
import dev.flowbed.status.mining.PoolWish.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How much the pools of one Testnet mine: decides from what was measured, and remembers no more than what is measured over time. Both
 * runtimes have one for each Testnet. Not for several threads at once.
 */
public final class TestnetMining {
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final NetworkPace pace = new NetworkPace();
    private final Map<String, MinerRate> rates = new HashMap<>();
    private final Map<String, Damper> dampers = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private double lastMined;

    /**
     * What is known when a decision is made.
     *
     * @param picture what was seen last; absent before the first look
     * @param poolOf the pool of each miner in it, by the miner's name
     * @param blockTimeTolerance how far the block time may be off, as a part; absent: it is nobody's goal
     */
    public record Known(
            @Nullable Picture picture,
            Map<String, String> poolOf,
            @Nullable Double blockTimeTolerance) {}

    /**
     * What was measured of the Testnet as a whole.
     *
     * @param blockTime between two blocks of a chain; absent before enough blocks came
     * @param expected what the block time will be at the difficulty and hash rate of now; absent when unknown
     * @param wantedHertz what is wanted of all miners together to hold the block time; absent when that is no goal or unknown
     * @param strangers hashes a second of miners that belong to no pool
     */
    public record Network(
            @Nullable Duration blockTime,
            @Nullable Duration expected,
            @Nullable Double wantedHertz,
            double strangers) {}

    /** The bounds that stand over a pool, as of now. */
    public interface Bounds {
        /**
         * The bounds over a pool that would have so many miners.
         *
         * @param decided what was decided of the older pools of the Testnet
         */
        List<Limits> over(PoolWish pool, Map<String, PoolDecision> decided);
    }

    /**
     * Decides over all pools of the Testnet. Asked again with the same, it decides the same.
     *
     * @param pools all of them
     * @param asked how many miners each pool is asked to have as things stand, as far as this is known from before
     */
    public Map<String, PoolDecision> decide(
            List<PoolWish> pools, Map<String, Integer> asked, Known known, Bounds bounds, Instant now) {
        forgetOthers(pools);
        Measured measured = measure(pools, known, now);
        Map<String, Integer> current = new HashMap<>();
        pools.forEach(pool -> current.put(pool.name(), current(pool, asked)));
        Map<String, OptionalDouble> wanted = wanted(pools, measured, current, known.blockTimeTolerance());
        Map<String, PoolDecision> decided = new LinkedHashMap<>();
        pools.stream()
                .sorted(Comparator.comparing(PoolWish::created).thenComparing(PoolWish::name))
                .forEach(pool -> decided.put(
                        pool.name(),
                        decision(pool, measured, current, wanted, bounds.over(pool, decided), known, now)));
        return decided;
    }

    /** What was measured of the network when {@link #decide} was last called. */
    public Network network(@Nullable Double tolerance) {
        double mined = lastMined + pace.strangers();
        return new Network(
                pace.blockTime().orElse(null),
                pace.expectedAt(mined).orElse(null),
                tolerance == null || pace.calledFor() <= 0
                        ? null
                        : BlockTimeHold.wanted(pace.calledFor(), mined, tolerance),
                pace.strangers());
    }

    /** Hashes a second by pool, and of pools together. */
    private record Measured(Map<String, Double> hertz, Map<String, Integer> working, double total) {
        double of(String pool) {
            return hertz.getOrDefault(pool, 0.0);
        }

        int workingOf(String pool) {
            return working.getOrDefault(pool, 0);
        }
    }

    private Measured measure(List<PoolWish> pools, Known known, Instant now) {
        Picture picture = known.picture();
        if (picture == null) {
            return new Measured(Map.of(), Map.of(), 0);
        }
        pace.take(picture);
        Map<String, Map<String, Double>> working = new HashMap<>();
        for (MinerView view : picture.miners()) {
            String pool = known.poolOf().get(view.miner().name());
            if (pool != null && view.reachable() && view.jobAgeSeconds().isPresent()) {
                // in a cluster a miner's number may be another pod's next time: its address is its own
                working.computeIfAbsent(pool, unknown -> new HashMap<>())
                        .put(view.miner().metrics().toString(), view.hashRate());
            }
        }
        Map<String, Double> hertz = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        working.forEach((pool, miners) -> {
            hertz.put(
                    pool,
                    miners.values().stream().mapToDouble(Double::doubleValue).sum());
            counts.put(pool, miners.size());
        });
        pools.forEach(pool -> rates.computeIfAbsent(pool.name(), unknown -> new MinerRate())
                .measure(working.getOrDefault(pool.name(), Map.of()), picture.takenAt()));
        lastMined = picture.minedHashRate();
        return new Measured(hertz, counts, lastMined);
    }

    private void forgetOthers(List<PoolWish> pools) {
        List<String> names = pools.stream().map(PoolWish::name).toList();
        rates.keySet().retainAll(names);
        dampers.keySet().retainAll(names);
        sizes.keySet().retainAll(names);
    }

    private int current(PoolWish pool, Map<String, Integer> asked) {
        Aim aim = pool.aim();
        if (aim == null) {
            return pool.replicas();
        }
        Integer known = sizes.get(pool.name());
        return aim.within(known != null ? known : asked.getOrDefault(pool.name(), aim.min()));
    }

    /** What one miner tries: as measured, else as its cap lets it. */
    private OptionalDouble each(PoolWish pool) {
        MinerRate rate = rates.get(pool.name());
        return rate == null || rate.hertz().isEmpty() ? pool.cap() : rate.hertz();
    }

    /** Hashes a second that are wanted of each pool with an aim, as far as they can be known. */
    private Map<String, OptionalDouble> wanted(
            List<PoolWish> pools, Measured measured, Map<String, Integer> current, @Nullable Double tolerance) {
        Map<String, OptionalDouble> wanted = new HashMap<>();
        for (PoolWish pool : pools) {
            Aim aim = pool.aim();
            if (aim != null && aim.kind() == Kind.TARGET) {
                wanted.put(pool.name(), OptionalDouble.of(aim.value()));
            } else if (aim != null && aim.kind() == Kind.SHARE) {
                wanted.put(pool.name(), share(pool, aim, measured));
            }
        }
        if (tolerance != null && pace.calledFor() > 0 && measured.total() + pace.strangers() > 0) {
            hold(pools, measured, current, tolerance, wanted);
        }
        return wanted;
    }

    /** As much of what the others mine as makes the pool's part of the whole. */
    private OptionalDouble share(PoolWish pool, Aim aim, Measured measured) {
        double others = measured.total() - measured.of(pool.name()) + pace.strangers();
        return others <= 0 ? OptionalDouble.empty() : OptionalDouble.of(others * aim.value() / (1 - aim.value()));
    }

    /** Fills one pool after the other, the oldest first. */
    private void hold(
            List<PoolWish> pools,
            Measured measured,
            Map<String, Integer> current,
            double tolerance,
            Map<String, OptionalDouble> wanted) {
        List<PoolWish> holding = pools.stream()
                .filter(pool -> pool.aim() != null && pool.aim().kind() == Kind.BLOCK_TIME && pool.replicas() > 0)
                .sorted(Comparator.comparing(PoolWish::created).thenComparing(PoolWish::name))
                .toList();
        double own =
                holding.stream().mapToDouble(pool -> measured.of(pool.name())).sum();
        // what the miners that were asked for will try: those that start now must not be asked for twice, nor noise be
        // obeyed
        double planned = holding.stream()
                .mapToDouble(pool -> each(pool).isEmpty()
                        ? measured.of(pool.name())
                        : each(pool).getAsDouble() * current.getOrDefault(pool.name(), 0))
                .sum();
        double others = measured.total() - own + pace.strangers();
        double total = BlockTimeHold.wanted(pace.calledFor(), others + planned, tolerance);
        double rest = Math.max(0, total - others);
        for (PoolWish pool : holding) {
            double each = each(pool).orElse(0);
            double share = each <= 0
                    ? rest
                    : Math.min(rest, each * (pool.aim() == null ? 0 : pool.aim().max()));
            wanted.put(pool.name(), OptionalDouble.of(share));
            rest -= share;
        }
    }

    private PoolDecision decision(
            PoolWish pool,
            Measured measured,
            Map<String, Integer> current,
            Map<String, OptionalDouble> wanted,
            List<Limits> limits,
            Known known,
            Instant now) {
        int before = current.getOrDefault(pool.name(), 0);
        OptionalDouble hertz = wanted.getOrDefault(pool.name(), OptionalDouble.empty());
        boolean open = pool.schedule().at(now).open();
        int sized = pool.replicas() == 0 || !open ? before : sized(pool, before, hertz, now);
        if (pool.aim() != null) {
            sizes.put(pool.name(), sized);
        }
        int asked = pool.replicas() == 0 ? 0 : sized;
        Boundaries.Left left = Boundaries.of(pool, asked, limits, now);
        Sizes sizesNow = new Sizes(
                asked, left.miners(), measured.workingOf(pool.name()), measured.of(pool.name()), hertz, each(pool));
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(SizeVerdict.of(pool, sizesNow, known.blockTimeTolerance() != null));
        verdicts.add(left.inWindow());
        verdicts.add(left.withinBudget());
        Optional<Instant> next = pool.aim() == null || pool.replicas() == 0 || left.miners() == 0 && asked > 0
                ? left.next()
                : Optional.of(left.next()
                        .filter(moment -> moment.isBefore(now.plus(AGAIN)))
                        .orElse(now.plus(AGAIN)));
        return new PoolDecision(
                left.miners(), asked, hertz, measured.of(pool.name()), left.window(), left.hours(), verdicts, next);
    }

    /** What a verdict is found from. */
    record Sizes(int asked, int allowed, int working, double measured, OptionalDouble wanted, OptionalDouble each) {}

    private int sized(PoolWish pool, int before, OptionalDouble hertz, Instant now) {
        Aim aim = pool.aim();
        if (aim == null) {
            return pool.replicas();
        }
        Damper damper = dampers.computeIfAbsent(pool.name(), unknown -> new Damper());
        if (hertz.isEmpty()) {
            return before;
        }
        OptionalDouble each = each(pool);
        boolean holds = aim.kind() == Kind.BLOCK_TIME;
        int wish = each.isEmpty()
                ? (hertz.getAsDouble() > 0 ? Math.max(1, before) : before)
                : holds
                        ? (int) Math.min(aim.max(), Math.ceil(hertz.getAsDouble() / each.getAsDouble() - 0.05))
                        : PoolSize.nearest(hertz.getAsDouble(), each.getAsDouble(), before, aim.tolerance());
        return damper.damped(before, aim.within(wish), holds && each.isPresent(), aim.stabilization(), now);
    }
}
