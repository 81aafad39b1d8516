package dev.flowbed.operator.fullnode;

import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.blueprint.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;

/**
 * How the kubelet asks a node. A request of the kubelet cannot carry a key from a Secret, and the images have no shell to ask
 * with: where the official node's API asks for a key, readiness is that the process serves. rill has a path that is open.
 */
final class NodeProbes {
    private static final String REST = "rest";
    /** A node with long chains takes a while to load them; until it has, it is not asked for anything else. */
    private static final int START_FAILURES = 300;

    private static final int START_PERIOD_SECONDS = 2;

    private NodeProbes() {}

    static io.fabric8.kubernetes.api.model.Probe startup(NodeWorkload node) {
        return new ProbeBuilder(of(node.liveness()))
                .withPeriodSeconds(START_PERIOD_SECONDS)
                .withFailureThreshold(START_FAILURES)
                .build();
    }

    static io.fabric8.kubernetes.api.model.Probe liveness(NodeWorkload node) {
        return of(node.liveness());
    }

    static io.fabric8.kubernetes.api.model.Probe readiness(NodeWorkload node) {
        boolean locked =
                node.readiness().needsApiKey() && !node.secretEnvironment().isEmpty();
        if (!locked) {
            return of(node.readiness());
        }
        return new ProbeBuilder(of(node.readiness()))
                .editHttpGet()
                .withPath(node.liveness().path())
                .endHttpGet()
                .build();
    }

    private static io.fabric8.kubernetes.api.model.Probe of(Probe probe) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(probe.path())
                .withNewPort(REST)
                .endHttpGet()
                .withTimeoutSeconds((int) probe.timeout().toSeconds())
                .withPeriodSeconds((int) probe.period().toSeconds())
                .withFailureThreshold(probe.failures())
                .build();
    }
}
