package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Names the Testnet, in the same namespace, that a resource belongs to. */
public record TestnetRef(
        @Required @Size(min = 1, max = 36) @JsonPropertyDescription("The Testnet's name.")
        String name) {}
