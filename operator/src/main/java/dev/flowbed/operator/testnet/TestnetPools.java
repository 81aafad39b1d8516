package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.OwnedResources;
import dev.flowbed.operator.kube.Child;
import java.util.List;

/** A MinerPool for each pool written inside the Testnet. */
final class TestnetPools implements TestnetChildren {

    @Override
    public List<Child> of(Gathered gathered) {
        var spec = gathered.testnet().getSpec();
        OwnedResources owned = new OwnedResources(gathered.name(), spec);
        return spec.miners().stream()
                .map(template -> Child.owned(owned.pool(template)))
                .toList();
    }
}
