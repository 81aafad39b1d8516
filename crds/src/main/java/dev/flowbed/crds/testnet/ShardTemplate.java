package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.Resources;
import dev.flowbed.crds.Scheduling;
import dev.flowbed.crds.Storage;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** What one shard is given to run with, where it differs from the Testnet's nodes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShardTemplate(
        @Required @Min(0) @Max(15) @JsonPropertyDescription("Which shard: the broker's position in its clique, from 0.")
        int broker,

        @JsonPropertyDescription("CPU and memory of each of its nodes.") @Nullable
        Resources resources,

        @JsonPropertyDescription("Where each of its nodes keeps its chains.") @Nullable
        Storage storage,

        @JsonPropertyDescription("Where in the cluster its pods may run.") @Nullable
        Scheduling scheduling) {}
