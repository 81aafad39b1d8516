package dev.flowbed.crds.minerpool;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How much a pool is to mine, from which the number of its miners follows. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.target) || !has(self.share)",
        fieldPath = ".target",
        message = "cannot be had beside share: choose one of them")
@ValidationRule(
        value = "self.minReplicas <= self.maxReplicas",
        fieldPath = ".minReplicas",
        message = "must not exceed maxReplicas")
@ValidationRule(
        value = "!has(self.stabilizationWindow) || duration(self.stabilizationWindow) <= duration('1h')",
        fieldPath = ".stabilizationWindow",
        message = "must be at most 1h")
public record HashrateGoal(
        @Pattern(Patterns.HASHRATE)
        @Size(max = 32)
        @JsonPropertyDescription("What the pool's miners are to try a second together, such as 5M.")
        @Nullable
        String target,

        @Pattern(Patterns.PERCENT)
        @Size(max = 8)
        @JsonPropertyDescription("What part of the Testnet's hash rate the pool is to have, such as 30%.")
        @Nullable
        String share,

        @Default("1") @Min(0) @Max(1000) @JsonPropertyDescription("The fewest miners.")
        int minReplicas,

        @Required @Min(1) @Max(1000) @JsonPropertyDescription("The most miners.")
        int maxReplicas,

        @Default("10%")
        @Pattern(Patterns.PERCENT)
        @Size(max = 8)
        @JsonPropertyDescription("How far the measured hash rate may be off before miners come or go.")
        String tolerance,

        @Default("1m")
        @Pattern(Patterns.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("How long fewer miners must have been enough before any goes.")
        String stabilizationWindow) {}
