package dev.flowbed.blueprint;

import dev.flowbed.crds.Resources;
import dev.flowbed.crds.Scheduling;
import dev.flowbed.crds.SecretKeyRef;
import dev.flowbed.crds.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One full node process.
 *
 * @param identity which node
 * @param version version of the client; empty: the one that Flowbed brings
 * @param image container image
 * @param command the whole command line
 * @param environment further environment
 * @param secretEnvironment environment whose values stand in Secrets
 * @param home its folder
 * @param files what must lie in its home before it starts
 * @param ports where it listens
 * @param addresses where it is reached
 * @param bootstrap addresses (host:port) of the peers that it looks for first
 * @param liveness whether it must be restarted
 * @param readiness whether it may be used
 * @param resources CPU and memory
 * @param storage where its chains are kept
 * @param scheduling where in a cluster it may run
 * @param restartUnit processes of one unit are stopped and started together
 * @param startOrder processes of a lower order are started first; equal ones together
 * @param stopGrace how long it may take to end when asked
 */
public record NodeWorkload(
        NodeIdentity identity,
        Optional<String> version,
        String image,
        List<String> command,
        Map<String, String> environment,
        Map<String, SecretKeyRef> secretEnvironment,
        String home,
        List<RenderedFile> files,
        List<Port> ports,
        NodeAddresses addresses,
        List<String> bootstrap,
        Probe liveness,
        Probe readiness,
        Resources resources,
        Storage storage,
        Scheduling scheduling,
        String restartUnit,
        int startOrder,
        Duration stopGrace) {

    /** Its name, unique in the namespace. */
    public String name() {
        return identity.name();
    }
}
