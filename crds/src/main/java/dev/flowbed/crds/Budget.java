package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The most that miners may take. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.period) || has(self.podHours)",
        fieldPath = ".period",
        message = "needs podHours: it says how long they are for")
@ValidationRule(
        value = "!has(self.period) || duration(self.period) >= duration('1m')",
        fieldPath = ".period",
        message = "must be at least 1m")
public record Budget(
        @Min(0)
        @Max(100000)
        @JsonPropertyDescription("The most GPUs at a time. Miners beyond it are not made. Absent: any number.")
        @Nullable
        Integer gpus,

        @Min(0)
        @Max(1000000000)
        @JsonPropertyDescription("The most hours of running miners, added up. When they are spent the miners pause."
                + " Absent: any number.")
        @Nullable
        Long podHours,

        @Pattern(Patterns.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("How long podHours are for, such as 24h; then they are given anew. Absent: for good.")
        @Nullable
        String period) {}
