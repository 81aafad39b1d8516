package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How changes reach a network that runs. One machine restarts what changed; there it has no effect. */
public record Updates(
        @Default("1")
        @Min(1)
        @Max(32)
        @JsonPropertyDescription("The most cliques that may be down at a time while changes roll over the network,"
                + " those that are down for other reasons counted.")
        int maxUnavailableCliques) {}
