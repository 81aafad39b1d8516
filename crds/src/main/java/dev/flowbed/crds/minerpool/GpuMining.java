package dev.flowbed.crds.minerpool;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to mine on GPUs. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.claim) || !has(self.resourceName)",
        fieldPath = ".claim",
        message = "cannot be had beside resourceName: devices come from a plugin or by a claim")
@ValidationRule(
        value = "!has(self.resourceName) || !self.resourceName.contains('kubernetes.io/')",
        fieldPath = ".resourceName",
        message = "must be a device plugin's, such as nvidia.com/gpu: names under kubernetes.io are the cluster's own")
public record GpuMining(
        @Pattern(Patterns.EXTENDED_RESOURCE)
        @Size(max = 316)
        @JsonPropertyDescription("The extended resource that the GPUs are, as their device plugin calls it:"
                + " nvidia.com/gpu, nvidia.com/gpu.shared, nvidia.com/mig-1g.5gb, amd.com/gpu, gpu.intel.com/i915."
                + " Absent, and no claim either: nvidia.com/gpu. On one machine it has no effect.")
        @Nullable
        String resourceName,

        @Default("1")
        @Min(1)
        @Max(64)
        @JsonPropertyDescription("How many GPUs each miner has. With a claim template of your own: how many its claims"
                + " ask for, which budgets and accounts go by. On one machine the miners of all"
                + " pools share out its GPUs in order, so many each.")
        int count,

        @Default("auto")
        @JsonPropertyDescription(
                "How Flowbed's miner drives them: cuda, opencl, or auto: CUDA where it works, else" + " OpenCL.")
        GpuBackend backend,

        @JsonPropertyDescription("Take the GPUs by dynamic resource allocation (resource.k8s.io/v1) instead of as an"
                + " extended resource. On one machine it has no effect.")
        @Nullable
        DeviceClaim claim,

        @Pattern(Patterns.OBJECT_NAME)
        @Size(max = 253)
        @JsonPropertyDescription("The runtime class of the pods, where the cluster's usual runtime hands out no GPUs:"
                + " often nvidia. Absent: the usual runtime.")
        @Nullable
        String runtimeClassName,

        @Size(max = 8)
        @JsonPropertyDescription("Further groups (gids) of the process, where device files belong to one, as"
                + " /dev/dri/renderD128 to the group render.")
        List<@Min(1) @Max(2147483647) Long> supplementalGroups) {

    public GpuMining {
        supplementalGroups = supplementalGroups == null ? List.of() : List.copyOf(supplementalGroups);
    }

    /** How GPUs are driven. */
    public enum GpuBackend {
        @JsonProperty("auto")
        AUTO,
        @JsonProperty("cuda")
        CUDA,
        @JsonProperty("opencl")
        OPENCL
    }
}
