package dev.flowbed.blueprint;

import dev.flowbed.crds.Resources;
import dev.flowbed.crds.Scheduling;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
 * @param scheduling where in a cluster it may run
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
        String restartUnit,
        int startOrder,
        Duration stopGrace) {

    /** Its name, unique in the namespace. */
    public String name() {
        return identity.name();
    }
}
