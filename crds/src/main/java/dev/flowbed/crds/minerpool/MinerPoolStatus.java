package dev.flowbed.crds.minerpool;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ObservedStatus;
import dev.flowbed.crds.schema.MapLists;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a MinerPool is. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(value = MapLists.class, input = "conditions=type")
public record MinerPoolStatus(
        @JsonPropertyDescription("The generation of the spec that this status is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("The state by aspect. Ready sums it up.")
        List<Condition> conditions,

        @StatusReplicas @JsonPropertyDescription("Miners that exist.")
        int replicas,

        @JsonPropertyDescription("Miners that have work.") int readyReplicas,

        @JsonPropertyDescription(
                "Miners that are wanted now: spec.replicas, or what hashrate, windows and budgets make" + " of it.")
        @Nullable
        Integer desiredReplicas,

        @LabelSelector @JsonPropertyDescription("The label selector of the pods, for scaling.") @Nullable
        String selector,

        @JsonPropertyDescription("What they try a second, such as 1.2 MH/s.") @Nullable
        String hashrate,

        @JsonPropertyDescription("What they are wanted to try a second, for a pool with hashrate.") @Nullable
        String desiredHashrate,

        @JsonPropertyDescription("Blocks that nodes accepted from them since they started.") @Nullable
        Long acceptedBlocks,

        @JsonPropertyDescription("Blocks that nodes refused from them since they started.") @Nullable
        Long rejectedBlocks,

        @JsonPropertyDescription("When its windows start and end next. Absent: it has none.") @Nullable
        WindowStatus window,

        @JsonPropertyDescription("How often miners had to go because the cluster wanted their place. Absent: never.")
        @Nullable
        Interruptions interruptions,

        @JsonPropertyDescription("What the pool has taken so far.") @Nullable
        Usage usage)
        implements ObservedStatus {

    public MinerPoolStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
