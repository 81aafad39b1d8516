package dev.flowbed.operator.fullnode;

import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.crds.Client;
import dev.flowbed.crds.Resources;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Map;
import java.util.TreeMap;

/** CPU and memory of a node's container: what is asked for, or what the client needs for a small network. */
final class UsualResources {
    private UsualResources() {}

    static ResourceRequirements of(NodeWorkload node) {
        Resources asked = node.resources();
        boolean nothing = asked.requests().isEmpty() && asked.limits().isEmpty();
        Resources given = nothing ? usual(node.identity().client()) : asked;
        return new ResourceRequirementsBuilder()
                .withRequests(new TreeMap<>(given.requests()))
                .withLimits(new TreeMap<>(given.limits()))
                .build();
    }

    /** No limit of CPU: a node that is throttled falls behind. The memory is the usual heap with what Java needs beside it. */
    private static Resources usual(Client client) {
        return switch (client) {
            case RILL -> resources("50m", "160Mi", "256Mi");
            case ALEPHIUM -> resources("250m", "768Mi", "1280Mi");
        };
    }

    private static Resources resources(String cpu, String memory, String limit) {
        return new Resources(
                Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory)),
                Map.of("memory", new Quantity(limit)));
    }
}
