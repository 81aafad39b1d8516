package dev.flowbed.crds.minerpool;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often a pool's miners had to go because the cluster wanted their place, and came back. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Interruptions(
        @JsonPropertyDescription("Miners that were preempted, evicted or drained away.")
        int lost,

        @JsonPropertyDescription("How many of them run again, or are no longer wanted.")
        int regained,

        @JsonPropertyDescription("When the last one was lost, RFC 3339.") @Nullable
        String lastLost,

        @JsonPropertyDescription("Why it was lost, as the cluster says, such as PreemptionByScheduler.") @Nullable
        String lastReason,

        @JsonPropertyDescription("Pods that are counted as lost and not gone yet.")
        List<String> lostPods) {

    public Interruptions {
        lostPods = lostPods == null ? List.of() : List.copyOf(lostPods);
    }

    /** None so far. */
    public static Interruptions none() {
        return new Interruptions(0, 0, null, null, List.of());
    }
}
