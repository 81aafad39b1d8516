package dev.flowbed.cli.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/** The labels by which the operator marks what belongs to a Testnet (docs/design/operator.md). */
final class Labels {
    static final String TESTNET = "flowbed.dev/testnet";
    static final String NODE = "flowbed.dev/node";
    static final String CLIQUE = "flowbed.dev/clique";
    static final String BROKER = "flowbed.dev/broker";
    static final String POOL = "flowbed.dev/pool";
    static final String NAME = "app.kubernetes.io/name";

    private Labels() {}

    static Optional<String> of(HasMetadata resource, String label) {
        return Optional.ofNullable(resource.getMetadata().getLabels())
                .map((Map<String, String> labels) -> labels.get(label));
    }
}
