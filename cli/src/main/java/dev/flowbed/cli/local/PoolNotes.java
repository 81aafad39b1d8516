package dev.flowbed.cli.local;

import dev.flowbed.blueprint.OwnedResources;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.minerpool.MinerPool;
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
                .flatMap(pool -> of(pool).stream())
                .toList();
    }

    private static Optional<String> of(MinerPool pool) {
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
}
