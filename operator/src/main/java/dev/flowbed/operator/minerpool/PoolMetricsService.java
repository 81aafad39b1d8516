package dev.flowbed.operator.minerpool;

import dev.flowbed.blueprint.MinerWorkload;
import dev.flowbed.blueprint.Port;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.operator.kube.Labels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;

/** The headless Service by which each miner's metrics are found, those of miners that are not ready too. */
public final class PoolMetricsService {

    /** The Service of a pool. */
    public Service of(MinerPool pool, MinerWorkload miner) {
        String testnet = pool.getSpec().testnetRef().name();
        String name = pool.getMetadata().getName();
        List<ServicePort> ports =
                miner.ports().stream().map(PoolMetricsService::port).toList();
        return new ServiceBuilder()
                .withNewMetadata()
                // a FullNode of the pool's name has the Service of that name
                .withName(name + "-metrics")
                .withNamespace(pool.getMetadata().getNamespace())
                .withLabels(Labels.ofPool(testnet, name))
                .endMetadata()
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(Labels.selectPool(testnet, name))
                .withPorts(ports)
                .endSpec()
                .build();
    }

    private static ServicePort port(Port port) {
        return new ServicePortBuilder()
                .withName(port.name())
                .withProtocol(port.protocol().name())
                .withPort(port.number())
                .withTargetPort(new IntOrString(port.name()))
                .build();
    }
}
