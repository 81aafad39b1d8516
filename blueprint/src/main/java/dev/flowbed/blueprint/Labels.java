package dev.flowbed.blueprint;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The labels of all that Flowbed makes, and the selectors made from them. */
public final class Labels {
    /** What a pod runs: rill, alephium or flowbed-miner. */
    public static final String NAME = "app.kubernetes.io/name";

    /** Who made it: always {@link #FLOWBED}. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** The Testnet, under the name that common tools look for. */
    public static final String PART_OF = "app.kubernetes.io/part-of";

    /** The Testnet's name. */
    public static final String TESTNET = "flowbed.dev/testnet";

    /** The FullNode's name. */
    public static final String NODE = "flowbed.dev/node";

    /** The clique of a node of the Testnet's own; extra nodes have no such label. */
    public static final String CLIQUE = "flowbed.dev/clique";

    /** The broker's position in its clique. */
    public static final String BROKER = "flowbed.dev/broker";

    /** The MinerPool's name. */
    public static final String POOL = "flowbed.dev/pool";

    /** On the operator's own pods and Deployment, which the chart makes: {@link #OPERATOR}. */
    public static final String COMPONENT = "flowbed.dev/component";

    /** The value of {@link #COMPONENT} for the operator. */
    public static final String OPERATOR = "operator";

    /** Who made it, and the name of the field manager. */
    public static final String FLOWBED = "flowbed";

    /** The value of {@link #NAME} for miners. */
    public static final String MINER = "flowbed-miner";

    private Labels() {}

    /** What belongs to a Testnet as a whole. */
    public static Map<String, String> ofTestnet(String testnet) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(MANAGED_BY, FLOWBED);
        labels.put(PART_OF, testnet);
        labels.put(TESTNET, testnet);
        return labels;
    }

    /** What belongs to one full node. */
    public static Map<String, String> ofNode(String testnet, NodeIdentity node) {
        Map<String, String> labels = ofTestnet(testnet);
        labels.put(NAME, node.client().toString());
        labels.put(NODE, node.name());
        node.clique().ifPresent(clique -> {
            labels.put(CLIQUE, Integer.toString(clique));
            labels.put(BROKER, Integer.toString(node.broker()));
        });
        return labels;
    }

    /** What belongs to one miner pool. */
    public static Map<String, String> ofPool(String testnet, String pool) {
        Map<String, String> labels = ofTestnet(testnet);
        labels.put(NAME, MINER);
        labels.put(POOL, pool);
        return labels;
    }

    /** Selects the pods of one full node; it never changes while the node lives. */
    public static Map<String, String> selectNode(String testnet, String node) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(TESTNET, testnet);
        labels.put(NODE, node);
        return labels;
    }

    /** Selects the pods of one miner pool; it never changes while the pool lives. */
    public static Map<String, String> selectPool(String testnet, String pool) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(TESTNET, testnet);
        labels.put(POOL, pool);
        return labels;
    }

    /** What an object's label says; empty where it bears no such label. */
    public static Optional<String> of(HasMetadata object, String label) {
        return Optional.ofNullable(object.getMetadata().getLabels())
                .map((Map<String, String> labels) -> labels.get(label));
    }
}
