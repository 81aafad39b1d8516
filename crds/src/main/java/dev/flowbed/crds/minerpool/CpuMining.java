package dev.flowbed.crds.minerpool;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How to mine on the CPU. */
public record CpuMining(
        @Default("1") @Min(1) @Max(1024) @JsonPropertyDescription("Threads of each miner.")
        int threads) {}
