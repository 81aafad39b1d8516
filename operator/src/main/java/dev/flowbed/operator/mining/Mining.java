package dev.flowbed.operator.mining;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.testnet.MiningStatus;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.observer.MinerView;
import dev.flowbed.observer.Picture;
import dev.flowbed.operator.OperatorSettings;
import dev.flowbed.status.Facts;
import dev.flowbed.status.mining.BlockTimeCondition;
import dev.flowbed.status.mining.Books;
import dev.flowbed.status.mining.Limits;
import dev.flowbed.status.mining.MiningSummary;
import dev.flowbed.status.mining.PoolDecision;
import dev.flowbed.status.mining.PoolSaying;
import dev.flowbed.status.mining.PoolWish;
import dev.flowbed.status.mining.PoolWish.Bound;
import dev.flowbed.status.mining.TestnetMining;
import dev.flowbed.status.mining.Wishes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much the pools of all Testnets mine. Decides over all pools of a Testnet at once, whichever of them asks, and over the GPUs and
 * hours of a namespace; what it remembers is only what is measured over time, so that another operator comes to the same.
 */
@ApplicationScoped
public class Mining {
    private final Map<ResourceID, TestnetMining> testnets = new HashMap<>();
    private final Map<ResourceID, PoolDecision> decisions = new HashMap<>();
    private final Map<ResourceID, Given> given = new HashMap<>();
    private final Books books = new Books();
    private final Bound namespaceBound;

    /** GPUs that a pool was given, and how old it is. */
    private record Given(String created, int gpus) {
        boolean isBefore(PoolWish pool, String name) {
            int order = created.compareTo(pool.created());
            return order < 0 || order == 0 && name.compareTo(pool.name()) < 0;
        }
    }

    /**
     * What a pool's pass knows.
     *
     * @param pool the pool
     * @param testnet its Testnet
     * @param pools all pools of the namespace, this one included
     * @param pods the pool's own
     * @param picture what was seen of the Testnet last
     */
    public record Pass(
            MinerPool pool, Testnet testnet, List<MinerPool> pools, List<Pod> pods, Optional<Picture> picture) {}

    @Inject
    Mining(OperatorSettings settings) {
        this(new Bound(
                settings.mining().namespaceGpus().orElse(null),
                settings.mining().namespacePodHours().map(Long::doubleValue).orElse(null),
                settings.mining().namespacePeriod()));
    }

    /** With a bound for the pools of each namespace. */
    Mining(Bound namespaceBound) {
        this.namespaceBound = namespaceBound;
    }

    /** Counts what a pool has taken, and decides how many miners it is to have. */
    public synchronized PoolSaying decide(Pass pass, Instant now) {
        String namespace = pass.pool().getMetadata().getNamespace();
        forgetOthers(namespace, pass.pools());
        open(pass.pools(), now);
        count(pass, now);
        List<MinerPool> own = ofTestnet(pass);
        List<PoolWish> wishes = own.stream().map(Wishes::of).toList();
        Bound bound = Wishes.bound(pass.testnet().getSpec().mining().budget());
        Map<String, PoolDecision> decided = testnets.computeIfAbsent(
                        ResourceID.fromResource(pass.testnet()), unknown -> new TestnetMining())
                .decide(
                        wishes,
                        asked(own),
                        new TestnetMining.Known(
                                pass.picture().orElse(null),
                                pass.picture().map(Mining::poolOf).orElse(Map.of()),
                                Wishes.blockTimeTolerance(pass.testnet())),
                        (pool, older) -> limits(pass, pool, bound, MiningSummary.gpus(wishes, older), own, now),
                        now);
        for (PoolWish wish : wishes) {
            ResourceID id = new ResourceID(wish.name(), namespace);
            PoolDecision decision = decided.get(wish.name());
            if (decision != null) {
                decisions.put(id, decision);
                given.put(id, new Given(wish.created(), wish.gpus() * decision.miners()));
            }
        }
        return saying(pass.pool());
    }

    /** Counts what a pool has taken that nothing is decided of: its Testnet is paused or wrong, and its miners go on. */
    public synchronized PoolSaying account(Pass pass, Instant now) {
        open(List.of(pass.pool()), now);
        count(pass, now);
        return saying(pass.pool());
    }

    private PoolSaying saying(MinerPool pool) {
        return new PoolSaying(
                Optional.ofNullable(decisions.get(ResourceID.fromResource(pool))),
                books.usage(
                        id(pool),
                        pool.getStatus() == null ? null : pool.getStatus().usage()));
    }

    /** The resources of a Testnet with as many miners as were decided, as far as anything was. */
    public synchronized TestnetResources sized(TestnetResources resources) {
        String namespace = resources.testnet().getMetadata().getNamespace();
        Map<String, Integer> miners = new HashMap<>();
        resources.minerPools().forEach(pool -> {
            PoolDecision decision =
                    decisions.get(new ResourceID(pool.getMetadata().getName(), namespace));
            if (decision != null) {
                miners.put(pool.getMetadata().getName(), decision.miners());
            }
        });
        return Wishes.sized(resources, miners);
    }

    /**
     * What is said of a Testnet's mining.
     *
     * @param before what was said of it; stays until any pool of it was decided by this operator
     */
    public synchronized Facts.Mining of(TestnetResources resources, @Nullable MiningStatus before, Instant now) {
        Testnet testnet = resources.testnet();
        TestnetMining mining = testnets.get(ResourceID.fromResource(testnet));
        if (mining == null) {
            return new Facts.Mining(Map.of(), before, BlockTimeCondition.of(testnet, null));
        }
        String namespace = testnet.getMetadata().getNamespace();
        Map<String, PoolDecision> decided = new HashMap<>();
        resources.minerPools().forEach(pool -> {
            PoolDecision decision = decisions.get(ResourceID.fromResource(pool));
            if (decision != null) {
                decided.put(pool.getMetadata().getName(), decision);
            }
        });
        Bound bound = Wishes.bound(testnet.getSpec().mining().budget());
        List<String> ids =
                decided.keySet().stream().map(name -> namespace + "/" + name).toList();
        TestnetMining.Network network = mining.network(Wishes.blockTimeTolerance(testnet));
        MiningStatus status = MiningSummary.of(
                network,
                resources.minerPools().stream().map(Wishes::of).toList(),
                decided,
                bound.podHours() == null ? 0 : books.spent(ids, bound, now));
        return new Facts.Mining(Map.of(), status, BlockTimeCondition.of(testnet, network));
    }

    /** What was decided of each pool, and what it has taken up to now, by "namespace/name". */
    public synchronized Map<String, Mined> all(Instant now) {
        Map<String, Mined> all = new HashMap<>();
        decisions.forEach((id, decision) -> {
            String name = id.getNamespace().orElse("") + "/" + id.getName();
            books.at(name, now).ifPresent(account -> all.put(name, new Mined(decision, account)));
        });
        return all;
    }

    /** Pools that are gone from a namespace are forgotten when another one is looked at, and Testnets without pools. */
    private void forgetOthers(String namespace, List<MinerPool> pools) {
        Set<ResourceID> there = pools.stream().map(ResourceID::fromResource).collect(Collectors.toSet());
        List<ResourceID> gone = given.keySet().stream()
                .filter(id -> id.getNamespace().orElse("").equals(namespace) && !there.contains(id))
                .toList();
        for (ResourceID id : gone) {
            decisions.remove(id);
            given.remove(id);
            books.forget(namespace + "/" + id.getName());
        }
        Set<String> mined =
                pools.stream().map(pool -> pool.getSpec().testnetRef().name()).collect(Collectors.toSet());
        testnets.keySet()
                .removeIf(id -> id.getNamespace().orElse("").equals(namespace) && !mined.contains(id.getName()));
    }

    private void open(List<MinerPool> pools, Instant now) {
        for (MinerPool pool : pools) {
            books.open(
                    id(pool), pool.getStatus() == null ? null : pool.getStatus().usage(), now);
            given.computeIfAbsent(ResourceID.fromResource(pool), unknown -> saidToHave(pool));
        }
    }

    /** What an operator before this one gave it. */
    private static Given saidToHave(MinerPool pool) {
        PoolWish wish = Wishes.of(pool);
        Integer miners = pool.getStatus() == null ? null : pool.getStatus().desiredReplicas();
        return new Given(wish.created(), miners == null ? 0 : miners * wish.gpus());
    }

    private void count(Pass pass, Instant now) {
        MinerPool pool = pass.pool();
        books.count(
                id(pool),
                Wishes.of(pool),
                pool.getStatus() == null ? null : pool.getStatus().usage(),
                RunningPods.of(pass.pods()),
                List.of(Wishes.bound(pass.testnet().getSpec().mining().budget()), namespaceBound),
                now);
    }

    private static List<MinerPool> ofTestnet(Pass pass) {
        String testnet = pass.testnet().getMetadata().getName();
        return pass.pools().stream()
                .filter(pool -> pool.getSpec().testnetRef().name().equals(testnet))
                .toList();
    }

    /** How many miners each pool was asked to have by what its status says. */
    private static Map<String, Integer> asked(List<MinerPool> pools) {
        Map<String, Integer> asked = new HashMap<>();
        for (MinerPool pool : pools) {
            Integer desired = pool.getStatus() == null ? null : pool.getStatus().desiredReplicas();
            if (desired != null) {
                asked.put(pool.getMetadata().getName(), desired);
            }
        }
        return asked;
    }

    private List<Limits> limits(
            Pass pass, PoolWish pool, Bound bound, int olderGpus, List<MinerPool> own, Instant now) {
        String namespace = pass.pool().getMetadata().getNamespace();
        String testnet = pass.testnet().getMetadata().getName();
        List<String> ids = own.stream().map(Mining::id).toList();
        List<Limits> limits =
                new ArrayList<>(books.limits(namespace + "/" + pool.name(), pool, testnet, bound, ids, olderGpus, now));
        if (!namespaceBound.equals(Bound.NONE)) {
            List<String> all = pass.pools().stream().map(Mining::id).toList();
            int others = pass.pools().stream()
                    .filter(other -> !other.getSpec().testnetRef().name().equals(testnet))
                    .mapToInt(other -> gpusBefore(pool, ResourceID.fromResource(other)))
                    .sum();
            limits.add(new Limits(
                    "namespace " + namespace + "'s",
                    namespaceBound,
                    olderGpus + others,
                    books.spent(all, namespaceBound, now),
                    books.running(all)));
        }
        return limits;
    }

    /** GPUs of another pool, if that is the older one. */
    private int gpusBefore(PoolWish pool, ResourceID other) {
        Given has = given.get(other);
        return has != null && has.isBefore(pool, other.getName()) ? has.gpus() : 0;
    }

    /** Miners are numbered within their pool. */
    private static Map<String, String> poolOf(Picture picture) {
        Map<String, String> pools = new HashMap<>();
        for (MinerView view : picture.miners()) {
            String name = view.miner().name();
            int dash = name.lastIndexOf('-');
            pools.put(name, dash < 0 ? name : name.substring(0, dash));
        }
        return pools;
    }

    private static String id(HasMetadata pool) {
        return pool.getMetadata().getNamespace() + "/" + pool.getMetadata().getName();
    }
}
