package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** The block target time as a goal for the pools. */
public record BlockTimeGoal(
        @Default("20%")
        @Pattern(Patterns.PERCENT)
        @Size(max = 8)
        @JsonPropertyDescription(
                "How far the measured block time may be off the block target time before hash rate is" + " moved.")
        String tolerance) {}
