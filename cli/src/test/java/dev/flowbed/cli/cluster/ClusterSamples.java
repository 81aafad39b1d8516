package dev.flowbed.cli.cluster;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Resources as a cluster shows them. */
final class ClusterSamples {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static final String TESTNET = """
            apiVersion: flowbed.dev/v1alpha1
            kind: Testnet
            metadata:
              name: net
              namespace: dev
              generation: 2
            spec:
              client: rill
              networkId: 4
              groups: 4
              shards: 1
              cliques: 1
              genesis:
                allocations:
                  - wallet: devnet
                    amount: 1000000 ALPH
                    lockDuration: 0s
              access: {}
            """;

    private ClusterSamples() {}

    static Testnet testnet(String status) {
        return read(TESTNET + status, Testnet.class);
    }

    /** A status of the present spec with one condition. */
    static String status(String type, String value, String message) {
        return """
                status:
                  observedGeneration: 2
                  conditions:
                    - {type: %s, status: "%s", reason: Because, message: "%s", lastTransitionTime: "2026-01-01T00:00:00Z"}
                """.formatted(type, value, message);
    }

    static FullNode node(String name) {
        return read("""
                apiVersion: flowbed.dev/v1alpha1
                kind: FullNode
                metadata: {name: %s, namespace: dev}
                spec: {testnetRef: {name: net}, position: {clique: 0, broker: 0}}
                status: {version: 4.6.0, groups: [0, 1, 2, 3], height: 7}
                """.formatted(name), FullNode.class);
    }

    /** A pod of the first node, with the status of its container. */
    static Pod pod(String container) {
        return pod("net-c0-b0-0", "rill", container);
    }

    static Pod pod(String name, String client, String container) {
        return read("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: dev
                  uid: %s
                  labels:
                    app.kubernetes.io/name: %s
                    flowbed.dev/testnet: net
                    flowbed.dev/node: %s
                    flowbed.dev/clique: "0"
                    flowbed.dev/broker: "0"
                spec:
                  containers: [{name: node, image: nosuch:1}]
                status:
                  phase: Pending
                  containerStatuses:
                    - {name: node, image: "nosuch:1", ready: false, restartCount: 0, %s}
                """.formatted(name, name, client, name.replaceFirst("-0$", ""), container), Pod.class);
    }

    static Pod unscheduled() {
        return read("""
                apiVersion: v1
                kind: Pod
                metadata: {name: net-c0-b0-0, namespace: dev}
                spec: {containers: [{name: node}]}
                status:
                  phase: Pending
                  conditions:
                    - {type: PodScheduled, status: "False", reason: Unschedulable, message: "0/1 nodes are available: 1 Insufficient cpu."}
                """, Pod.class);
    }

    static Snapshot snapshot(Testnet testnet, Pod... pods) {
        return new Snapshot(testnet, List.of(), List.of(node("net-c0-b0")), List.of(), List.of(pods));
    }

    private static <T> T read(String yaml, Class<T> type) {
        try {
            return MAPPER.readValue(yaml, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
