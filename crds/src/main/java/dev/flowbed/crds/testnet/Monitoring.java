package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How the network is watched. */
@ValidationRule(
        value = "!has(self.interval) || duration(self.interval) >= duration('1s')",
        fieldPath = ".interval",
        message = "must be at least 1s")
public record Monitoring(
        @Default("true") @JsonPropertyDescription("Whether Prometheus is told to scrape the nodes and miners.")
        boolean enabled,

        @Default("5s")
        @Pattern(Patterns.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("How often they are scraped.")
        String interval) {}
