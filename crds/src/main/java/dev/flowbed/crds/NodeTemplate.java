package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What full nodes are given to run with. What a Shard or a FullNode leaves out comes from its Testnet. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NodeTemplate(
        @JsonPropertyDescription("CPU and memory of each node. Absent: what the client needs for a small network.")
        @Nullable
        Resources resources,

        @JsonPropertyDescription("Where each node keeps its chains.") @Nullable
        Storage storage,

        @JsonPropertyDescription("Where in the cluster the pods may run.") @Nullable
        Scheduling scheduling,

        @Size(max = 65536)
        @JsonPropertyDescription("Further settings for the node in HOCON, with the official node's keys"
                + " (alephium.*). They win over what Flowbed renders; wiring, genesis and consensus keys are refused.")
        @Nullable
        String config,

        @Size(max = 64) @JsonPropertyDescription("Further options for the node's Java process, after Flowbed's own.")
        List<@Size(min = 1, max = 1024) String> javaOptions) {

    public NodeTemplate {
        javaOptions = javaOptions == null ? List.of() : List.copyOf(javaOptions);
    }

    /** A template that says nothing. */
    public static NodeTemplate empty() {
        return new NodeTemplate(null, null, null, null, List.of());
    }
}
