package dev.flowbed.blueprint;

import dev.flowbed.crds.Resources;
import dev.flowbed.crds.Scheduling;
import dev.flowbed.crds.minerpool.CpuMining;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.MinerPoolSpec;
import dev.flowbed.crds.testnet.MinerTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A miner pool, whether written inside the Testnet or applied beside it. */
record Pool(
        String name,
        int replicas,
        int threads,
        @Nullable String maxHashrate,
        @Nullable String image,
        @Nullable Resources resources,
        @Nullable Scheduling scheduling) {

    static List<Pool> all(TestnetResources resources) {
        List<Pool> pools = new ArrayList<>();
        Set<String> applied = resources.minerPools().stream()
                .map(pool -> pool.getMetadata().getName())
                .collect(Collectors.toSet());
        for (MinerTemplate template : resources.testnet().getSpec().miners()) {
            String name = poolName(resources.name(), template.name());
            if (applied.contains(name)) {
                // in a cluster the template has become a MinerPool, which says the same and maybe more
                continue;
            }
            pools.add(new Pool(
                    name,
                    template.replicas(),
                    threads(template.cpu()),
                    template.maxHashrate(),
                    template.image(),
                    template.resources(),
                    template.scheduling()));
        }
        resources.minerPools().forEach(pool -> pools.add(of(pool)));
        return pools;
    }

    static Pool of(MinerPool pool) {
        MinerPoolSpec spec = pool.getSpec();
        return new Pool(
                pool.getMetadata().getName(),
                spec.replicas(),
                threads(spec.cpu()),
                spec.maxHashrate(),
                spec.image(),
                spec.resources(),
                spec.scheduling());
    }

    static String poolName(String testnet, String pool) {
        return testnet + "-" + pool;
    }

    private static int threads(@Nullable CpuMining cpu) {
        return cpu == null ? 1 : cpu.threads();
    }
}
