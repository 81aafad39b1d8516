package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;

/** Pods that may use REST and WebSocket of the nodes. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ClientPeer(
        @JsonPropertyDescription("Labels of their namespaces; empty: the Testnet's own namespace.")
        Map<String, String> namespaceLabels,

        @JsonPropertyDescription("Labels of the pods; empty: every pod there.")
        Map<String, String> podLabels) {
    public ClientPeer {
        namespaceLabels = namespaceLabels == null ? Map.of() : Map.copyOf(namespaceLabels);
        podLabels = podLabels == null ? Map.of() : Map.copyOf(podLabels);
    }
}
