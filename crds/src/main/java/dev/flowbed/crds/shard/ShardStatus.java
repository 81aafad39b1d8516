package dev.flowbed.crds.shard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.ChainStatus;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ObservedStatus;
import dev.flowbed.crds.schema.MapLists;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a Shard is: the health of its groups' chains. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(value = MapLists.class, input = "conditions=type chains=fromGroup,toGroup")
public record ShardStatus(
        @JsonPropertyDescription("The generation of the spec that this status is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("The state by aspect. Ready sums it up.")
        List<Condition> conditions,

        @JsonPropertyDescription("The groups that it serves.")
        List<Integer> groups,

        @JsonPropertyDescription("Nodes that are ready of all, such as 2/2.") @Nullable
        String readyNodes,

        @JsonPropertyDescription("The least height over its chains.") @Nullable
        Long height,

        @Size(max = 256) @JsonPropertyDescription("The chains from its groups.")
        List<ChainStatus> chains)
        implements ObservedStatus {

    public ShardStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        groups = groups == null ? List.of() : List.copyOf(groups);
        chains = chains == null ? List.of() : List.copyOf(chains);
    }
}
