package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A taint of cluster nodes that a pod puts up with, as in a pod's own specification. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Toleration(
        @Size(max = 317)
        @JsonPropertyDescription("The taint's key; absent with operator Exists: every taint.")
        @Nullable
        String key,

        @Default("Equal") @JsonPropertyDescription("How the value is compared: Equal, or Exists for any value.")
        Operator operator,

        @Size(max = 63) @JsonPropertyDescription("The taint's value, for operator Equal.") @Nullable
        String value,

        @JsonPropertyDescription("Which effect of the taint is meant; absent: every effect.") @Nullable
        Effect effect,

        @JsonPropertyDescription("For effect NoExecute: how many seconds the pod stays; absent: for ever.") @Nullable
        Long tolerationSeconds) {

    /** How a taint's value is compared. */
    public enum Operator {
        @JsonProperty("Equal")
        EQUAL,
        @JsonProperty("Exists")
        EXISTS
    }

    /** What a taint does to pods that do not tolerate it. */
    public enum Effect {
        @JsonProperty("NoSchedule")
        NO_SCHEDULE,
        @JsonProperty("PreferNoSchedule")
        PREFER_NO_SCHEDULE,
        @JsonProperty("NoExecute")
        NO_EXECUTE
    }
}
