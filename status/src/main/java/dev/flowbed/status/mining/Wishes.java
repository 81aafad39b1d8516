package dev.flowbed.status.mining;

import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.blueprint.GoDuration;
import dev.flowbed.blueprint.OwnedResources;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.Budget;
import dev.flowbed.crds.minerpool.HashrateGoal;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.MinerPoolSpec;
import dev.flowbed.crds.minerpool.MiningWindow;
import dev.flowbed.crds.testnet.BlockTimeGoal;
import dev.flowbed.crds.testnet.MinerTemplate;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.status.mining.PoolWish.Aim;
import dev.flowbed.status.mining.PoolWish.Bound;
import dev.flowbed.status.mining.PoolWish.Kind;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads off the resources how much is to be mined. Pure. */
public final class Wishes {
    private Wishes() {}

    /** All pools of a Testnet: those applied, and those written inside it that no applied one stands for. */
    public static List<MinerPool> pools(TestnetResources resources) {
        Set<String> applied = resources.minerPools().stream()
                .map(pool -> pool.getMetadata().getName())
                .collect(Collectors.toSet());
        OwnedResources owned =
                new OwnedResources(resources.name(), resources.testnet().getSpec());
        List<MinerPool> pools = new ArrayList<>();
        for (MinerTemplate template : resources.testnet().getSpec().miners()) {
            MinerPool pool = owned.pool(template);
            if (!applied.contains(pool.getMetadata().getName())) {
                pool.getMetadata()
                        .setCreationTimestamp(resources.testnet().getMetadata().getCreationTimestamp());
                pool.getMetadata()
                        .setGeneration(resources.testnet().getMetadata().getGeneration());
                pools.add(pool);
            }
        }
        pools.addAll(resources.minerPools());
        return List.copyOf(pools);
    }

    /** The resources with as many miners in each pool as were decided; pools that nothing was decided of stay as they are. */
    public static TestnetResources sized(TestnetResources resources, Map<String, Integer> miners) {
        List<MinerPool> pools = pools(resources).stream()
                .map(pool -> {
                    Integer count = miners.get(pool.getMetadata().getName());
                    return count == null ? pool : withReplicas(pool, count);
                })
                .toList();
        return new TestnetResources(resources.testnet(), resources.shards(), resources.fullNodes(), pools);
    }

    private static MinerPool withReplicas(MinerPool pool, int miners) {
        MinerPool sized = new MinerPool();
        sized.setMetadata(new ObjectMetaBuilder(pool.getMetadata()).build());
        sized.setSpec(pool.getSpec().withReplicas(miners));
        sized.setStatus(pool.getStatus());
        return sized;
    }

    /** How far the Testnet's block time may be off, as a part; absent when nobody is to hold it. */
    public static @Nullable Double blockTimeTolerance(Testnet testnet) {
        BlockTimeGoal goal = testnet.getSpec().mining().blockTimeGoal();
        return goal == null ? null : percent(goal.tolerance());
    }

    /** What a pool's resource says. */
    public static PoolWish of(MinerPool pool) {
        MinerPoolSpec spec = pool.getSpec();
        int gpus = spec.gpu() == null ? 0 : spec.gpu().count();
        return new PoolWish(
                pool.getMetadata().getName(),
                Objects.requireNonNullElse(pool.getMetadata().getCreationTimestamp(), ""),
                spec.replicas(),
                aim(spec.hashrate()),
                schedule(spec.windows()),
                bound(spec.budget()),
                gpus,
                cpus(spec),
                spec.maxHashrate() == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(HashRate.parse(spec.maxHashrate()).hertz()));
    }

    /** A budget as a bound. */
    public static Bound bound(@Nullable Budget budget) {
        if (budget == null) {
            return Bound.NONE;
        }
        Double hours = budget.podHours() == null ? null : budget.podHours().doubleValue();
        return new Bound(
                budget.gpus(), hours, Optional.ofNullable(budget.period()).map(GoDuration::parse));
    }

    /**
     * Windows as a schedule.
     *
     * @throws IllegalArgumentException for a schedule or time zone that is none, with the remedy
     */
    public static Schedule schedule(List<MiningWindow> windows) {
        Schedule schedule = Schedule.always();
        for (MiningWindow window : windows) {
            schedule = schedule.and(window.schedule(), GoDuration.parse(window.duration()), window.timeZone());
        }
        return schedule;
    }

    /** The CPU cores of each miner: what it asks for, else its threads; a miner of GPUs that asks for none has next to none. */
    private static double cpus(MinerPoolSpec spec) {
        if (spec.resources() != null && spec.resources().requests().containsKey("cpu")) {
            BigDecimal cores = spec.resources().requests().get("cpu").getNumericalAmount();
            return cores.doubleValue();
        }
        if (spec.gpu() != null) {
            return 0;
        }
        return spec.cpu() == null ? 1 : spec.cpu().threads();
    }

    private static @Nullable Aim aim(@Nullable HashrateGoal goal) {
        if (goal == null) {
            return null;
        }
        Kind kind = goal.target() != null ? Kind.TARGET : goal.share() != null ? Kind.SHARE : Kind.BLOCK_TIME;
        double value = goal.target() != null
                ? HashRate.parse(goal.target()).hertz()
                : goal.share() != null ? Math.min(0.9999, percent(goal.share())) : 0;
        return new Aim(
                kind,
                value,
                goal.minReplicas(),
                goal.maxReplicas(),
                percent(goal.tolerance()),
                GoDuration.parse(goal.stabilizationWindow()));
    }

    private static double percent(String text) {
        return Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
    }
}
