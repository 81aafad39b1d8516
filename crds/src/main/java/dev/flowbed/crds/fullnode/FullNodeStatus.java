package dev.flowbed.crds.fullnode;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.Endpoints;
import dev.flowbed.crds.ObservedStatus;
import dev.flowbed.crds.schema.MapLists;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a FullNode is. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(value = MapLists.class, input = "conditions=type")
public record FullNodeStatus(
        @JsonPropertyDescription("The generation of the spec that this status is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("The state by aspect. Ready sums it up.")
        List<Condition> conditions,

        @JsonPropertyDescription("Version that the node reports.") @Nullable
        String version,

        @JsonPropertyDescription("The groups that it serves.")
        List<Integer> groups,

        @JsonPropertyDescription("Whether it is in sync with its peers.") @Nullable
        Boolean synced,

        @JsonPropertyDescription("How many peers it is connected to.") @Nullable
        Integer peers,

        @JsonPropertyDescription("The least height over the chains that it holds.") @Nullable
        Long height,

        @JsonPropertyDescription("How often its process was started again.") @Nullable
        Integer restarts,

        @JsonPropertyDescription("Where it is reached.") @Nullable
        Endpoints endpoints)
        implements ObservedStatus {

    public FullNodeStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        groups = groups == null ? List.of() : List.copyOf(groups);
    }
}
