package dev.flowbed.blueprint;

import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.MinerPoolSpec;
import dev.flowbed.crds.testnet.MinerTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A miner pool, whether written inside the Testnet or applied beside it. */
record Pool(String name, MinerPoolSpec spec) {

    static List<Pool> all(TestnetResources resources) {
        List<Pool> pools = new ArrayList<>();
        Set<String> applied = resources.minerPools().stream()
                .map(pool -> pool.getMetadata().getName())
                .collect(Collectors.toSet());
        OwnedResources owned =
                new OwnedResources(resources.name(), resources.testnet().getSpec());
        for (MinerTemplate template : resources.testnet().getSpec().miners()) {
            Pool pool = of(owned.pool(template));
            // in a cluster the template has become a MinerPool, which says the same and maybe more
            if (!applied.contains(pool.name())) {
                pools.add(pool);
            }
        }
        resources.minerPools().forEach(pool -> pools.add(of(pool)));
        return pools;
    }

    static Pool of(MinerPool pool) {
        return new Pool(pool.getMetadata().getName(), pool.getSpec());
    }

    static String poolName(String testnet, String pool) {
        return testnet + "-" + pool;
    }

    int replicas() {
        return spec.replicas();
    }

    /** Threads of each miner that mines on the CPU. */
    int threads() {
        return spec.cpu() == null ? 1 : Objects.requireNonNull(spec.cpu()).threads();
    }
}
