package dev.flowbed.blueprint;

import dev.flowbed.crds.Toleration;
import dev.flowbed.crds.minerpool.DeviceClaim;
import dev.flowbed.crds.minerpool.GpuMining;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The taints that keep cluster nodes with GPUs free for pods that want GPUs: their keys are the extended resource, or the maker's
 * domain with {@code /gpu}, as the plugins' documentations and the admission plugin ExtendedResourceToleration have them.
 */
final class GpuTaints {
    private static final String GPU = "/gpu";
    /** Device classes are named after their driver: gpu.nvidia.com, mig.nvidia.com. */
    private static final int MAKER_AND_TOP = 2;

    private static final Set<String> USUAL = Set.of("nvidia.com/gpu", "amd.com/gpu", "gpu.intel.com/i915");

    private GpuTaints() {}

    /** Tolerations of these taints, whatever their value and effect, without those that the given ones cover. */
    static List<Toleration> tolerations(GpuMining gpu, List<Toleration> given) {
        List<Toleration> all = new ArrayList<>(given);
        for (String key : keys(gpu)) {
            boolean covered = given.stream()
                    .anyMatch(toleration -> key.equals(toleration.key())
                            && toleration.operator() == Toleration.Operator.EXISTS
                            && toleration.effect() == null);
            if (!covered) {
                all.add(new Toleration(key, Toleration.Operator.EXISTS, null, null, null));
            }
        }
        return all;
    }

    private static Set<String> keys(GpuMining gpu) {
        Set<String> keys = new TreeSet<>();
        String resource = gpu.resourceName();
        DeviceClaim claim = gpu.claim();
        if (resource != null) {
            keys.add(resource);
            keys.add(resource.substring(0, resource.indexOf('/')) + GPU);
        } else if (claim != null && claim.deviceClassName() != null) {
            keys.add(maker(claim.deviceClassName()) + GPU);
        } else {
            keys.addAll(USUAL);
        }
        return keys;
    }

    private static String maker(String deviceClass) {
        String[] parts = deviceClass.split("\\.", -1);
        return parts.length <= MAKER_AND_TOP
                ? deviceClass
                : parts[parts.length - MAKER_AND_TOP] + "." + parts[parts.length - 1];
    }
}
