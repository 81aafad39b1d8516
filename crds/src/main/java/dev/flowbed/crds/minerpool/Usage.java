package dev.flowbed.crds.minerpool;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What a pool has taken. Hours are decimal texts, such as 12.25. */
@JsonInclude(JsonInclude.Include.NON_NULL)
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

        @JsonPropertyDescription("When the budget's period began, RFC 3339.") @Nullable
        String periodStart,

        @JsonPropertyDescription("Hours of running miners in the budget's period.") @Nullable
        String periodPodHours) {}
