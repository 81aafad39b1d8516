package dev.flowbed.crds.minerpool;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A pool that takes only what nobody else needs. On one machine its miners run at the lowest priority of the machine. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Scavenge(
        @Default("flowbed-scavenger")
        @Pattern(Patterns.OBJECT_NAME)
        @Size(max = 253)
        @JsonPropertyDescription("The priority class of the pods: one below every other's and below the cluster"
                + " autoscaler's cut-off (-10), that never preempts. The chart makes flowbed-scavenger. On one machine"
                + " it has no effect.")
        String priorityClassName,

        @Pattern(Patterns.LABEL_VALUE)
        @Size(max = 63)
        @JsonPropertyDescription("The LocalQueue through which Kueue admits the pods. Absent: no Kueue. On one machine"
                + " it has no effect.")
        @Nullable
        String queueName,

        @Default("5")
        @Min(0)
        @Max(600)
        @JsonPropertyDescription(
                "How long a miner may take to end when its place is wanted. It only has a second's" + " work to lose.")
        int terminationGracePeriodSeconds) {}
