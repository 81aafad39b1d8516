package dev.flowbed.crds.minerpool;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pool has taken. Hours are decimal texts, such as 12.25. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Usage(
        @JsonPropertyDescription("Hours of running miners, added up.") @Nullable
        String podHours,

        @JsonPropertyDescription("Hours of GPUs that they had, added up.") @Nullable
        String gpuHours,

        @JsonPropertyDescription("Hours of CPU cores that they asked for, added up.") @Nullable
        String cpuHours,

        @JsonPropertyDescription("When counting began, RFC 3339.") @Nullable
        String since,

        @JsonPropertyDescription("Up to when it is counted, RFC 3339.") @Nullable
        String until,

        @JsonPropertyDescription("Hours of running miners in the current period of each budget over the pool.")
        List<Period> periods) {

    public Usage {
        periods = periods == null ? List.of() : List.copyOf(periods);
    }

    /** Hours in one period of a budget: the pool's own, its Testnet's or its namespace's. */
    public record Period(
            @JsonPropertyDescription("The period's length, such as 24h.")
            String length,

            @JsonPropertyDescription("When the current one began, RFC 3339.")
            String start,

            @JsonPropertyDescription("Hours of running miners in it.")
            String podHours) {}
}
