package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How the mining of a Testnet is, over all its pools. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MiningStatus(
        @JsonPropertyDescription("The measured interval between two blocks of one chain, such as 2.1s.") @Nullable
        String blockTime,

        @JsonPropertyDescription("What the pools are asked to try a second to hold the block target time.") @Nullable
        String desiredHashrate,

        @JsonPropertyDescription("GPUs that its miners have now.") @Nullable
        Integer gpus,

        @JsonPropertyDescription("Hours of running miners in the budget's period, added up.") @Nullable
        String podHours) {}
