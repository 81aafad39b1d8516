package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What is done about cliques that run but do not keep up with the others. One machine has no such care; there it has no effect. */
@ValidationRule(
        value = "!has(self.stuckAfter) || duration(self.stuckAfter) >= duration('30s')",
        fieldPath = ".stuckAfter",
        message = "must be at least 30s: a clique needs that long to start and to sync")
public record Healing(
        @Default("true") @JsonPropertyDescription("Whether cliques that are stuck are restarted.")
        boolean enabled,

        @Default("5m")
        @Pattern(Patterns.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("How long a clique may be behind the others, or unable to form, before it is stuck.")
        String stuckAfter,

        @Default("20")
        @Min(1)
        @Max(100000)
        @JsonPropertyDescription("How many blocks behind the others on any chain is behind.")
        int behindBlocks,

        @Default("3")
        @Min(1)
        @Max(60)
        @JsonPropertyDescription("The most restarts of cliques in an hour, over the whole network.")
        int maxRestartsPerHour) {}
