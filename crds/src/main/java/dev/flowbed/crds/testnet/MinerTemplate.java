package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.Resources;
import dev.flowbed.crds.Scheduling;
import dev.flowbed.crds.minerpool.CpuMining;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A MinerPool written inside its Testnet. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MinerTemplate(
        @Required
        @Size(min = 1, max = 15)
        @Pattern(Patterns.NAME_PART)
        @JsonPropertyDescription("Name of the pool: the MinerPool is named after the Testnet and this.")
        String name,

        @Default("1") @Min(0) @Max(1000) @JsonPropertyDescription("How many miners.")
        int replicas,

        @JsonPropertyDescription("Mine on the CPU, and how. Absent: on one thread.") @Nullable
        CpuMining cpu,

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

        @JsonPropertyDescription("CPU and memory of each miner.") @Nullable
        Resources resources,

        @JsonPropertyDescription("Where in the cluster the pods may run.") @Nullable
        Scheduling scheduling) {}
