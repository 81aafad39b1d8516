package dev.flowbed.operator.fullnode;

import dev.flowbed.blueprint.Accounts;
import dev.flowbed.blueprint.NodeIdentity;
import dev.flowbed.crds.Client;
import dev.flowbed.crds.testnet.TestnetSpec;
import dev.flowbed.operator.kube.Hash;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which chains lie on a volume.
 *
 * @param chains which network they are of, and which client wrote them
 * @param broker which part of them it holds: broker/brokers
 */
record NodeData(String chains, String broker) {
    /** Annotation of a claim: client, and a fingerprint of network id, groups and genesis. */
    static final String CHAINS = "flowbed.dev/chains";

    /** Annotation of a claim: position of the broker that wrote it, and how many its clique had. */
    static final String BROKER = "flowbed.dev/broker-of";

    /** A whole node: one broker that holds all groups. */
    private static final String WHOLE = "0/1";

    /** What a node writes. */
    static NodeData wanted(NodePlan plan) {
        TestnetSpec spec = plan.testnet().getSpec();
        NodeIdentity identity = plan.workload().identity();
        String accounts = Accounts.funded(spec).stream()
                .map(account -> account.address() + " " + account.atto() + " "
                        + account.locked().toMillis())
                .collect(Collectors.joining("\n"));
        String text = spec.networkId() + "\n" + spec.groups() + "\n" + accounts;
        return new NodeData(identity.client() + "-" + Hash.of(text), identity.broker() + "/" + identity.brokers());
    }

    /** What a claim says that lies on it; empty for one that says nothing, such as one that people prepared. */
    static Optional<NodeData> on(PersistentVolumeClaim claim) {
        Map<String, String> annotations = claim.getMetadata().getAnnotations();
        if (annotations == null || !annotations.containsKey(CHAINS)) {
            return Optional.empty();
        }
        return Optional.of(new NodeData(annotations.get(CHAINS), annotations.getOrDefault(BROKER, WHOLE)));
    }

    /**
     * Why what lies there cannot be used by a node that writes {@code wanted}; empty when it can. The official node can become a
     * broker with a whole node's data, not the other way round (measured); rill takes only what it wrote at this position.
     */
    Optional<String> refusal(NodeData wanted, Client client) {
        if (!chains.equals(wanted.chains)) {
            return Optional.of("holds the chains of another network or client (" + chains + ", this one's are "
                    + wanted.chains + ")");
        }
        boolean narrows = client == Client.ALEPHIUM && broker.equals(WHOLE);
        if (!broker.equals(wanted.broker) && !narrows) {
            return Optional.of(
                    "holds the groups of broker " + broker + " of its clique, this node is broker " + wanted.broker);
        }
        return Optional.empty();
    }
}
