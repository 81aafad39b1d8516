package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The rules for making blocks. */
@ValidationRule(
        value =
                "!has(self.blockTargetTime) || duration(self.blockTargetTime) >= duration('100ms') && duration(self.blockTargetTime) <= duration('24h')",
        fieldPath = ".blockTargetTime",
        message = "must be from 100ms to 24h")
@ValidationRule(
        value =
                "!has(self.uncleDependencyGapTime) || duration(self.uncleDependencyGapTime) <= duration(self.blockTargetTime)",
        fieldPath = ".uncleDependencyGapTime",
        message = "must not exceed the block target time")
public record Consensus(
        @Default("2s")
        @Pattern(Patterns.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("The interval between two blocks of one chain that the difficulty adjusts to.")
        String blockTargetTime,

        @Default("8")
        @Min(0)
        @Max(64)
        @JsonPropertyDescription("The least number of leading zero bits in a block hash: the floor of the"
                + " difficulty. 8 to 12 suits a CPU. With 0 the difficulty does not adjust and blocks come as"
                + " fast as they are found.")
        int numZerosAtLeastInHash,

        @Default("0s")
        @Pattern(Patterns.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription(
                "How much older than a new block the blocks of other groups must be that it" + " depends on.")
        String uncleDependencyGapTime) {}
