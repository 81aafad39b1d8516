package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One aspect of how a resource is, as Kubernetes writes conditions. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @Required
        @Size(max = 316)
        @Pattern("^[A-Za-z][A-Za-z0-9]*$")
        @JsonPropertyDescription("What the condition is about, such as Ready.")
        String type,

        @Required @JsonPropertyDescription("Whether it holds: True, False or Unknown.")
        ConditionStatus status,

        @Required
        @Size(min = 1, max = 1024)
        @Pattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")
        @JsonPropertyDescription("Why, in one CamelCase word for programs.")
        String reason,

        @Required @Size(max = 32768) @JsonPropertyDescription("Why, in a sentence for people.")
        String message,

        @Required @JsonPropertyDescription("When the status last changed, RFC 3339.")
        String lastTransitionTime,

        @Min(0) @JsonPropertyDescription("The generation of the spec that this was judged on.") @Nullable
        Long observedGeneration) {}
