package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** One restart that healing made. */
public record HealingStatus(
        @Required @JsonPropertyDescription("Which clique, or which extra node.")
        String subject,

        @Required @JsonPropertyDescription("When, RFC 3339.")
        String time,

        @Required @JsonPropertyDescription("Why.") String reason) {}
