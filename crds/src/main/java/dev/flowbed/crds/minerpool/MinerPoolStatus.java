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

        @LabelSelector @JsonPropertyDescription("The label selector of the pods, for scaling.") @Nullable
        String selector,

        @JsonPropertyDescription("What they try a second, such as 1.2 MH/s.") @Nullable
        String hashrate,

        @JsonPropertyDescription("Blocks that nodes accepted from them since they started.") @Nullable
        Long acceptedBlocks,

        @JsonPropertyDescription("Blocks that nodes refused from them since they started.") @Nullable
        Long rejectedBlocks)
        implements ObservedStatus {

    public MinerPoolStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
