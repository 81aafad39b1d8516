package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.Budget;
import org.jspecify.annotations.Nullable;

/** What a Testnet asks of all its miner pools together. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MiningGoals(
        @JsonPropertyDescription(
                "Hold the block target time by moving hash rate: pools with hashrate bounds and neither"
                        + " target nor share get more or fewer miners. Absent: the difficulty alone sees to it.")
        @Nullable
        BlockTimeGoal blockTimeGoal,

        @JsonPropertyDescription("The most that all pools of the network may take together. Absent: no bound.")
        @Nullable
        Budget budget) {}
