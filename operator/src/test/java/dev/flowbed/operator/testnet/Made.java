package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import dev.flowbed.operator.place.ClusterPlacement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Testnets as passes gather them, made from texts. */
final class Made {
    private Made() {}

    /** A Testnet net in namespace dev with a spec, and further documents. */
    static Gathered gathered(String spec, String... documents) {
        TestnetResources resources = resources(spec, documents);
        return new Gathered(
                resources,
                new Checked(resources, Map.of()),
                Optional.of(Blueprint.of(resources, new ClusterPlacement("dev"))));
    }

    static TestnetResources resources(String spec, String... documents) {
        String testnet = """
                apiVersion: flowbed.dev/v1alpha1
                kind: Testnet
                metadata: {name: net, namespace: dev, generation: 1, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: %s
                """.formatted(spec);
        String all = testnet
                + String.join(
                        "",
                        List.of(documents).stream()
                                .map(document -> "---\n" + document)
                                .toList());
        return new ResourceReader()
                .read(List.of(new Source("net.yaml", all)))
                .testnets()
                .get(0);
    }

    /** An extra FullNode. */
    static String extra(String name) {
        return """
                apiVersion: flowbed.dev/v1alpha1
                kind: FullNode
                metadata: {name: %s, namespace: dev}
                spec: {testnetRef: {name: net}}
                """.formatted(name);
    }
}
