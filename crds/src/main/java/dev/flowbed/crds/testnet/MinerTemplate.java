package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.Budget;
import dev.flowbed.crds.Resources;
import dev.flowbed.crds.Scheduling;
import dev.flowbed.crds.minerpool.CpuMining;
import dev.flowbed.crds.minerpool.GpuMining;
import dev.flowbed.crds.minerpool.HashrateGoal;
import dev.flowbed.crds.minerpool.MiningRules;
import dev.flowbed.crds.minerpool.MiningWindow;
import dev.flowbed.crds.minerpool.OtherMiner;
import dev.flowbed.crds.minerpool.Scavenge;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A MinerPool written inside its Testnet. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = MiningRules.CPU_OR_GPU, fieldPath = ".gpu", message = MiningRules.CPU_OR_GPU_SAYS)
@ValidationRule(value = MiningRules.IMAGE, fieldPath = ".miner", message = MiningRules.IMAGE_SAYS)
@ValidationRule(value = MiningRules.CAP, fieldPath = ".maxHashrate", message = MiningRules.CAP_SAYS)
@ValidationRule(value = MiningRules.BACKEND, fieldPath = ".gpu", message = MiningRules.BACKEND_SAYS)
@ValidationRule(value = MiningRules.PRIORITY, fieldPath = ".scavenge", message = MiningRules.PRIORITY_SAYS)
public record MinerTemplate(
        @Required
        @Size(min = 1, max = 15)
        @Pattern(Patterns.NAME_PART)
        @JsonPropertyDescription("Name of the pool: the MinerPool is named after the Testnet and this.")
        String name,

        @Default("1") @Min(0) @Max(1000) @JsonPropertyDescription("How many miners, unless hashrate sizes the pool.")
        int replicas,

        @JsonPropertyDescription("Mine on the CPU, and how. Absent, and no gpu either: on one thread.") @Nullable
        CpuMining cpu,

        @JsonPropertyDescription("Mine on GPUs, and how. Absent: on the CPU.") @Nullable
        GpuMining gpu,

        @Pattern(Patterns.HASHRATE)
        @Size(max = 32)
        @JsonPropertyDescription("The most hashes a second that each miner may try, such as 500k or 1.5M. Absent:"
                + " as many as it can.")
        @Nullable
        String maxHashrate,

        @Size(min = 1, max = 512)
        @JsonPropertyDescription("Container image of the miners. Absent: Flowbed's miner.")
        @Nullable
        String image,

        @JsonPropertyDescription("Another miner program, which image holds; on one machine, which is installed there."
                + " Absent: Flowbed's miner.")
        @Nullable
        OtherMiner miner,

        @JsonPropertyDescription(
                "How much to mine, from which the number of miners follows; of replicas only 0 has an effect"
                        + " then: no miners."
                        + " Without target and share it is as much as the Testnet's mining.blockTimeGoal asks.")
        @Nullable
        HashrateGoal hashrate,

        @JsonPropertyDescription("Take only what nobody else needs. Absent: the pool is like any other workload.")
        @Nullable
        Scavenge scavenge,

        @Size(max = 8) @JsonPropertyDescription("When the pool may run. Absent: at all times.")
        List<MiningWindow> windows,

        @JsonPropertyDescription("The most that the pool may take. Absent: no bound but its Testnet's.") @Nullable
        Budget budget,

        @JsonPropertyDescription("CPU and memory of each miner.") @Nullable
        Resources resources,

        @JsonPropertyDescription("Where in the cluster the pods may run.") @Nullable
        Scheduling scheduling) {

    public MinerTemplate {
        windows = windows == null ? List.of() : List.copyOf(windows);
    }
}
