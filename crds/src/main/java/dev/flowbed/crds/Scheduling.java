package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where in a cluster pods may run. One machine has one place: there it has no effect. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Scheduling(
        @JsonPropertyDescription("Labels that a cluster node must have.")
        Map<String, String> nodeSelector,

        @Size(max = 16)
        @JsonPropertyDescription("What a cluster node's labels must fulfil, each of these, as in a pod's required"
                + " node affinity: such as nvidia.com/gpu.memory Lt 30000 for cards that others want less.")
        List<NodeRequirement> matchExpressions,

        @Size(max = 32) @JsonPropertyDescription("Taints of cluster nodes that are put up with.")
        List<Toleration> tolerations,

        @Size(max = 253) @JsonPropertyDescription("The priority class of the pods.") @Nullable
        String priorityClassName) {

    public Scheduling {
        nodeSelector = nodeSelector == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(nodeSelector));
        matchExpressions = matchExpressions == null ? List.of() : List.copyOf(matchExpressions);
        tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
    }

    /** Puts up with nothing and asks for nothing: pods may run wherever the cluster has room. */
    public static Scheduling anywhere() {
        return new Scheduling(Map.of(), List.of(), List.of(), null);
    }
}
