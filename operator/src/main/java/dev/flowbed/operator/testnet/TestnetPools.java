package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.OwnedSpecs;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.testnet.MinerTemplate;
import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.kube.Labels;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;

/** A MinerPool for each pool written inside the Testnet. */
final class TestnetPools implements TestnetChildren {

    @Override
    public List<Child> of(Gathered gathered) {
        OwnedSpecs specs = new OwnedSpecs(gathered.name(), gathered.testnet().getSpec());
        return gathered.testnet().getSpec().miners().stream()
                .map(template -> Child.owned(pool(specs, gathered.name(), template)))
                .toList();
    }

    private static MinerPool pool(OwnedSpecs specs, String testnet, MinerTemplate template) {
        String name = testnet + "-" + template.name();
        Map<String, String> labels = Labels.ofTestnet(testnet);
        MinerPool pool = new MinerPool();
        pool.setMetadata(
                new ObjectMetaBuilder().withName(name).withLabels(labels).build());
        pool.setSpec(specs.pool(template));
        return pool;
    }
}
