package dev.flowbed.crds.minerpool;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A recurring time in which a pool may run. */
@ValidationRule(
        value = "duration(self.duration) >= duration('1m') && duration(self.duration) <= duration('8784h')",
        fieldPath = ".duration",
        message = "must be from 1m to 8784h")
public record MiningWindow(
        @Required
        @Pattern(Patterns.CRON)
        @Size(max = 128)
        @JsonPropertyDescription(
                "When it begins, in cron's five fields: minute, hour, day of month, month, day of week;"
                        + " such as 0 22 * * 1-5.")
        String schedule,

        @Required @Pattern(Patterns.DURATION) @Size(max = 32) @JsonPropertyDescription("How long it lasts, such as 8h.")
        String duration,

        @Default("UTC")
        @Pattern(Patterns.TIME_ZONE)
        @Size(max = 64)
        @JsonPropertyDescription("The time zone of the schedule, such as Europe/Zurich.")
        String timeZone) {}
