package dev.flowbed.operator.minerpool;

import dev.flowbed.blueprint.Port;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;

/** The headless Service by which each miner's metrics are found, also those of miners that are not ready. */
final class PoolMetricsService {

    /** The Service. */
    Service service(PoolPlan plan) {
        return new ServiceBuilder()
                .withNewMetadata()
                // a FullNode of the pool's name would have the Service of that name
                .withName(plan.name() + "-metrics")
                .withLabels(plan.labels())
                .endMetadata()
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(plan.selector())
                .withPorts(plan.miner().ports().stream()
                        .map(PoolMetricsService::port)
                        .toList())
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
