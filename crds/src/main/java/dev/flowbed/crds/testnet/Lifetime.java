package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** When the network goes away by itself. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.ttl) || duration(self.ttl) >= duration('1s')",
        fieldPath = ".ttl",
        message = "must be at least 1s")
@ValidationRule(
        value = "!has(self.idle) || duration(self.idle) >= duration('1s')",
        fieldPath = ".idle",
        message = "must be at least 1s")
public record Lifetime(
        @Pattern(Patterns.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("Time to live: how long after its creation the network goes. Absent: never.")
        @Nullable
        String ttl,

        @Pattern(Patterns.DURATION)
        @Size(max = 32)
        @JsonPropertyDescription("How long after the last transaction the network goes; a network nobody used"
                + " counts from when it was first Ready. Absent: never.")
        @Nullable
        String idle,

        @Default("Delete")
        @JsonPropertyDescription(
                "What happens then: Delete it with its data, or Hibernate: stop its processes" + " and keep the data.")
        Expiry onExpiry) {

    /** What happens to a network whose time is over. */
    public enum Expiry {
        @JsonProperty("Delete")
        DELETE,
        @JsonProperty("Hibernate")
        HIBERNATE
    }
}
