package dev.flowbed.operator.fullnode;

import dev.flowbed.blueprint.Port;
import dev.flowbed.operator.place.ClusterPlacement;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;

/** The Services of a node: one that its clique, its peers and its miners know it by, one for clients. */
final class NodeServices {

    /**
     * Known before the node is ready, because brokers become ready only by finding each other. It has an address of its own
     * that stays: the official node resolves the names of others once, when it starts, so the address must be there before
     * their pods are and outlive them.
     */
    Service peers(NodePlan plan) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(ClusterPlacement.peersService(plan.name()))
                .withLabels(plan.labels())
                .endMetadata()
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(plan.selector())
                .withPublishNotReadyAddresses(true)
                .withPorts(ports(plan))
                .endSpec()
                .build();
    }

    /** For REST and WebSocket, while the node can serve them. */
    Service clients(NodePlan plan) {
        List<ServicePort> users = plan.workload().ports().stream()
                .filter(port -> port.audience() == Port.Audience.USERS)
                .map(NodeServices::port)
                .toList();
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(plan.name())
                .withLabels(plan.labels())
                .endMetadata()
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(plan.selector())
                .withPorts(users)
                .endSpec()
                .build();
    }

    private static List<ServicePort> ports(NodePlan plan) {
        return plan.workload().ports().stream().map(NodeServices::port).toList();
    }

    private static ServicePort port(Port port) {
        return new ServicePortBuilder()
                .withName(port.name())
                .withPort(port.number())
                .withNewTargetPort(port.name())
                .withProtocol(port.protocol().name())
                .build();
    }
}
