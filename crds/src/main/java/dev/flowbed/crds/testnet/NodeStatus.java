package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.Endpoints;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How one full node of a Testnet is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeStatus(
        @Required @JsonPropertyDescription("Its name.") String name,

        @JsonPropertyDescription("Its clique; absent for an extra node.") @Nullable
        Integer clique,

        @JsonPropertyDescription("Its position in the clique.") @Nullable
        Integer broker,

        @JsonPropertyDescription("Whether it serves requests and is in sync.")
        boolean ready,

        @JsonPropertyDescription("What it does, in a word or a sentence.") @Nullable
        String state,

        @JsonPropertyDescription("How often its process was started again.")
        int restarts,

        @JsonPropertyDescription("Where it is reached.") @Nullable
        Endpoints endpoints) {}
