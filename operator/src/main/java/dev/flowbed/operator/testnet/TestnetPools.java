package dev.flowbed.operator.testnet;

import dev.flowbed.crds.TestnetRef;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.MinerPoolSpec;
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
        return gathered.testnet().getSpec().miners().stream()
                .map(template -> Child.owned(pool(gathered.name(), template)))
                .toList();
    }

    private static MinerPool pool(String testnet, MinerTemplate template) {
        String name = testnet + "-" + template.name();
        Map<String, String> labels = Labels.ofTestnet(testnet);
        MinerPool pool = new MinerPool();
        pool.setMetadata(
                new ObjectMetaBuilder().withName(name).withLabels(labels).build());
        pool.setSpec(new MinerPoolSpec(
                new TestnetRef(testnet),
                template.replicas(),
                template.cpu(),
                template.maxHashrate(),
                template.image(),
                template.resources(),
                template.scheduling()));
        return pool;
    }
}
