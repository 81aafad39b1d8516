package dev.flowbed.cli.local;

import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.MinerWorkload;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.Topology;
import dev.flowbed.cli.state.Json;
import dev.flowbed.cli.state.MiningState;
import dev.flowbed.cli.state.PortBook.Wanted;
import dev.flowbed.cli.supervise.EventLog;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.Usage;
import dev.flowbed.observer.MetricText;
import dev.flowbed.observer.MetricText.Labels;
import dev.flowbed.observer.Picture;
import dev.flowbed.status.Facts;
import dev.flowbed.status.mining.BlockTimeCondition;
import dev.flowbed.status.mining.Books;
import dev.flowbed.status.mining.MiningSummary;
import dev.flowbed.status.mining.PoolDecision;
import dev.flowbed.status.mining.PoolMetrics;
import dev.flowbed.status.mining.PoolSaying;
import dev.flowbed.status.mining.PoolWish;
import dev.flowbed.status.mining.TestnetMining;
import dev.flowbed.status.mining.Wishes;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** How many miners run here for each pool: decides again after each look, and keeps the pools' accounts. */
final class LocalMining {
    private final LocalTestnet testnet;
    private final EventLog events;
    private final TestnetMining mining = new TestnetMining();
    private final Books books = new Books();
    private MiningState state;
    private Map<String, Integer> miners = Map.of();
    private Map<String, PoolDecision> decided = Map.of();
    private @Nullable TestnetResources applied;
    private volatile long revision;

    LocalMining(LocalTestnet testnet, EventLog events) throws IOException {
        this.testnet = testnet;
        this.events = events;
        this.state = testnet.dir().mining();
    }

    /** Another number whenever pools are to have other numbers of miners. */
    long revision() {
        return revision;
    }

    /** The resources as applied, with as many miners as are to run; these have ports then. */
    synchronized TestnetResources sized(TestnetResources resources) throws IOException {
        applied = resources;
        Instant now = testnet.machine().clock().instant();
        miners = sizes(decisions(resources, null, Map.of(), now));
        TestnetResources sized = Wishes.sized(resources, miners);
        List<Wanted> wishes =
                LocalPlacement.wishes(Topology.of(sized), testnet.dir().settings());
        if (!testnet.dir().ports().covers(wishes)) {
            PortAllotment.ofLoopback(testnet.machine().root(), testnet.machine().table())
                    .allot(testnet.dir(), wishes, testnet.own());
        }
        write(resources);
        return sized;
    }

    /** Decides by what was just seen, and says how it is. */
    synchronized Facts.Mining decide(
            Blueprint blueprint, Picture picture, Map<String, ProcessState> processes, Instant now) throws IOException {
        TestnetResources resources = applied;
        if (resources == null) {
            return Facts.Mining.UNKNOWN;
        }
        Map<String, String> poolOf = new HashMap<>();
        Map<String, Map<String, Instant>> running = new HashMap<>();
        for (MinerWorkload miner : blueprint.miners()) {
            String pool = miner.identity().pool();
            poolOf.put(miner.name(), pool);
            ProcessState process = processes.get(miner.name());
            if (process != null && process.id() != null) {
                running.computeIfAbsent(pool, unknown -> new HashMap<>()).put(miner.name(), process.since());
            }
        }
        PoolWish.Bound bound = bound(resources);
        wishes(resources)
                .forEach(wish -> books.count(
                        wish.name(),
                        wish,
                        state.usage().get(wish.name()),
                        running.getOrDefault(wish.name(), Map.of()),
                        List.of(bound),
                        now));
        decided = decisions(resources, picture, poolOf, now);
        Map<String, Integer> sizes = sizes(decided);
        if (!sizes.equals(miners)) {
            tell(sizes, now);
            revision++;
        }
        write(resources);
        Map<String, PoolSaying> sayings = new HashMap<>();
        decided.forEach(
                (pool, decision) -> sayings.put(pool, new PoolSaying(Optional.of(decision), books.usageAt(pool, now))));
        TestnetMining.Network network = mining.network(Wishes.blockTimeTolerance(resources.testnet()));
        return new Facts.Mining(
                sayings,
                MiningSummary.of(
                        network,
                        wishes(resources),
                        decided,
                        bound.podHours() == null ? 0 : books.spent(decided.keySet(), bound, now)),
                BlockTimeCondition.of(resources.testnet(), network));
    }

    /**
     * Adds the pools to a page of metrics.
     *
     * @param ready how many of a pool's miners have work
     */
    synchronized void addTo(MetricText text, Picture picture, ToIntFunction<String> ready) {
        TestnetResources resources = applied;
        if (resources == null) {
            return;
        }
        Instant now = testnet.machine().clock().instant();
        for (MinerPool pool : Wishes.pools(resources)) {
            String name = pool.getMetadata().getName();
            PoolMetrics.add(
                    text,
                    Labels.of("testnet", testnet.name()),
                    new PoolMetrics.Subject(
                            pool,
                            ready.applyAsInt(name),
                            Optional.ofNullable(decided.get(name)),
                            books.at(name, now),
                            Optional.of(picture)));
        }
    }

    private Map<String, PoolDecision> decisions(
            TestnetResources resources, @Nullable Picture picture, Map<String, String> poolOf, Instant now) {
        List<PoolWish> wishes = wishes(resources);
        List<String> names = wishes.stream().map(PoolWish::name).toList();
        PoolWish.Bound bound = bound(resources);
        return mining.decide(
                wishes,
                state.miners(),
                new TestnetMining.Known(picture, poolOf, Wishes.blockTimeTolerance(resources.testnet())),
                (pool, older) -> books.limits(
                        pool.name(), pool, testnet.name(), bound, names, MiningSummary.gpus(wishes, older), now),
                now);
    }

    private void tell(Map<String, Integer> sizes, Instant now) {
        sizes.forEach((pool, count) -> {
            int before = miners.getOrDefault(pool, 0);
            PoolDecision decision = decided.get(pool);
            if (before != count && decision != null) {
                String why = decision.rests()
                        .map(verdict -> verdict.reason() + ", " + verdict.message())
                        .orElseGet(() -> decision.wantedHertz().isPresent()
                                ? "wanted "
                                        + new HashRate(decision.wantedHertz().getAsDouble()) + ", measured "
                                        + new HashRate(decision.measuredHertz())
                                : moreOrFewer(decision));
                events.add(now, pool + ": " + before + " -> " + count + " miners (" + why + ")");
            }
        });
    }

    /** Why a pool of fixed size has another number of miners: its budgets hold it back, or its windows have opened. */
    private static String moreOrFewer(PoolDecision decision) {
        PoolDecision.Verdict budget = decision.verdict(PoolDecision.WITHIN_BUDGET);
        return budget.status() == ConditionStatus.FALSE
                ? budget.message()
                : decision.verdict(PoolDecision.IN_WINDOW).message();
    }

    /** Written when it is another one: numbers of miners, and accounts hourly and when miners come or go. */
    private void write(TestnetResources resources) throws IOException {
        Map<String, Integer> other = new HashMap<>(miners);
        Wishes.pools(resources)
                .forEach(pool -> other.remove(
                        pool.getMetadata().getName(), pool.getSpec().replicas()));
        Map<String, Usage> usage = new HashMap<>();
        for (PoolWish wish : wishes(resources)) {
            Usage written = books.usage(wish.name(), state.usage().get(wish.name()));
            if (written != null) {
                usage.put(wish.name(), written);
            }
        }
        MiningState now = new MiningState(other, usage);
        if (!now.equals(state)) {
            Json.write(testnet.dir().miningFile(), now);
            state = now;
        }
    }

    private static Map<String, Integer> sizes(Map<String, PoolDecision> decided) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        decided.forEach((pool, decision) -> sizes.put(pool, decision.miners()));
        return sizes;
    }

    private static List<PoolWish> wishes(TestnetResources resources) {
        return Wishes.pools(resources).stream().map(Wishes::of).toList();
    }

    private static PoolWish.Bound bound(TestnetResources resources) {
        return Wishes.bound(resources.testnet().getSpec().mining().budget());
    }
}
