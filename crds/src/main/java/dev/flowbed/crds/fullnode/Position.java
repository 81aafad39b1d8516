package dev.flowbed.crds.fullnode;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** A place in a Testnet's own cliques. */
public record Position(
        @Required @Min(0) @Max(31) @JsonPropertyDescription("Which clique, from 0.")
        int clique,

        @Required @Min(0) @Max(15) @JsonPropertyDescription("Which broker of it, from 0.")
        int broker) {}
