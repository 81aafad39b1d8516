package dev.flowbed.cli.local;

import dev.flowbed.blueprint.OwnedResources;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.Scheduling;
import dev.flowbed.crds.minerpool.GpuMining;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.MinerPoolSpec;
import dev.flowbed.crds.minerpool.Scavenge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What miner pools ask for and one machine does in another way, or not at all: a line for each. */
public final class PoolNotes {
    private PoolNotes() {}

    /** The lines. */
    public static List<String> of(TestnetResources resources) {
        OwnedResources owned =
                new OwnedResources(resources.name(), resources.testnet().getSpec());
        return Stream.concat(
                        resources.testnet().getSpec().miners().stream().map(owned::pool),
                        resources.minerPools().stream())
                .flatMap(pool -> Stream.concat(scavenging(pool).stream(), withoutEffect(pool).stream()))
                .toList();
    }

    private static Optional<String> scavenging(MinerPool pool) {
        Scavenge scavenge = pool.getSpec().scavenge();
        if (scavenge == null) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        parts.add("scavenges on one machine at its lowest priority (SCHED_IDLE, nice 19)"
                + (pool.getSpec().gpu() == null ? "" : ", which GPUs know nothing of"));
        if (scavenge.queueName() != null) {
            parts.add("there is no Kueue here, so that scavenge.queueName does nothing");
        }
        return Optional.of("Pool " + pool.getMetadata().getName() + " " + String.join("; ", parts) + ".");
    }

    /** The fields that only a cluster can heed, with the reason. */
    private static Optional<String> withoutEffect(MinerPool pool) {
        MinerPoolSpec spec = pool.getSpec();
        List<String> parts = new ArrayList<>();
        if (spec.image() != null) {
            parts.add(
                    spec.miner() == null
                            ? "image (the miner is this installation's)"
                            : "image (the program is the one that is installed here)");
        }
        if (spec.resources() != null) {
            parts.add("resources (processes here are not held to them)");
        }
        if (spec.scheduling() != null && !spec.scheduling().equals(Scheduling.anywhere())) {
            parts.add("scheduling (there is one place)");
        }
        List<String> devices = spec.gpu() == null ? List.of() : ofDevices(spec.gpu());
        if (!devices.isEmpty()) {
            parts.add(String.join(", ", devices)
                    + " (GPUs are those that this machine's drivers show, shared out in order)");
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of("Pool " + pool.getMetadata().getName() + ": without effect on one machine: "
                        + String.join("; ", parts) + ".");
    }

    private static List<String> ofDevices(GpuMining gpu) {
        List<String> fields = new ArrayList<>();
        if (gpu.resourceName() != null) {
            fields.add("gpu.resourceName");
        }
        if (gpu.claim() != null) {
            fields.add("gpu.claim");
        }
        if (gpu.runtimeClassName() != null) {
            fields.add("gpu.runtimeClassName");
        }
        if (!gpu.supplementalGroups().isEmpty()) {
            fields.add("gpu.supplementalGroups");
        }
        return fields;
    }
}
