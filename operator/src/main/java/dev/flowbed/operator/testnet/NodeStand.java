package dev.flowbed.operator.testnet;

import java.time.Instant;
import java.util.Optional;

/**
 * How one full node stands in the cluster.
 *
 * @param node the FullNode's name
 * @param unit what is restarted together: the clique, or the extra node alone
 * @param pod its pod, when there is one that is not on its way out
 * @param outdated whether that pod was made before the last change
 * @param settled whether what the node should be has reached its StatefulSet
 * @param running whether the pod's container runs
 * @param since when the container was started; the epoch when it does not run
 * @param up whether it answers and its clique has formed; without peers it is not in sync for all that
 * @param serving whether it is in sync as well
 * @param stopped whether it is stopped on purpose
 */
public record NodeStand(
        String node,
        Unit unit,
        Optional<String> pod,
        boolean outdated,
        boolean settled,
        boolean running,
        Instant since,
        boolean up,
        boolean serving,
        boolean stopped) {

    /** The same while it is not certain that the change has reached everything that it is about. */
    NodeStand whileUnsettled() {
        return new NodeStand(node, unit, pod, outdated, false, running, since, up, serving, stopped);
    }

    /**
     * What is restarted together.
     *
     * @param number of the clique in pictures of the observer: extra nodes come after the Testnet's own cliques
     * @param extra whether it is an extra node
     * @param title what people call it
     */
    public record Unit(int number, boolean extra, String title) {
        /** A clique of the Testnet's own. */
        public static Unit clique(int number) {
            return new Unit(number, false, "clique " + number);
        }

        /** An extra node. */
        public static Unit extra(int number, String node) {
            return new Unit(number, true, node);
        }
    }
}
