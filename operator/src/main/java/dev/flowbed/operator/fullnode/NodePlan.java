package dev.flowbed.operator.fullnode;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.testnet.Testnet;
import java.util.Map;
import java.util.Optional;

/**
 * What a FullNode is to become.
 *
 * @param node the resource
 * @param testnet its Testnet
 * @param workload what runs
 * @param running whether it runs now, or its pod is to be stopped and its data kept
 * @param apiKeyHash fingerprint of the API key, so that a changed key makes a changed pod; empty: no key is asked for
 */
public record NodePlan(
        FullNode node, Testnet testnet, NodeWorkload workload, boolean running, Optional<String> apiKeyHash) {

    /** The FullNode's name, which most of its children bear too. */
    public String name() {
        return workload.name();
    }

    Map<String, String> labels() {
        return Labels.ofNode(testnet.getMetadata().getName(), workload.identity());
    }

    Map<String, String> selector() {
        return Labels.selectNode(testnet.getMetadata().getName(), name());
    }
}
