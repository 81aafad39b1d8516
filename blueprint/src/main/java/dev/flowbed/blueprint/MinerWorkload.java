package dev.flowbed.blueprint;

import dev.flowbed.crds.Resources;
import dev.flowbed.crds.Scheduling;
import dev.flowbed.crds.minerpool.GpuMining;
import dev.flowbed.crds.minerpool.Scavenge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One miner process.
 *
 * @param identity which miner
 * @param image container image
 * @param command the whole command line
 * @param environment further environment
 * @param ports where it listens
 * @param metrics URL of its metrics, which also tells that it is alive
 * @param resources CPU and memory
 * @param scheduling where in a cluster it may run, with what its GPUs and its scavenging add
 * @param gpu the GPUs that it has, with the resource that they are; empty: it mines on the CPU
 * @param scavenge how it takes only what nobody else needs; empty: it does not
 * @param another whether the program that hashes is another than Flowbed's, which image holds and the command runs
 * @param restartUnit processes of one unit are stopped and started together
 * @param startOrder processes of a lower order are started first; equal ones together
 * @param stopGrace how long it may take to end when asked
 */
public record MinerWorkload(
        MinerIdentity identity,
        String image,
        List<String> command,
        Map<String, String> environment,
        List<Port> ports,
        String metrics,
        Resources resources,
        Scheduling scheduling,
        Optional<GpuMining> gpu,
        Optional<Scavenge> scavenge,
        boolean another,
        String restartUnit,
        int startOrder,
        Duration stopGrace) {

    /** Its name, unique in the namespace. */
    public String name() {
        return identity.name();
    }
}
