package dev.flowbed.cli.cluster;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.cli.cluster.ClusterFailure.Kind;
import dev.flowbed.cli.view.ShortName;
import dev.flowbed.crds.Client;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Restarts a node or a miner of a cluster: its pod is deleted, and made anew by what owns it. */
public record Restart(ClusterTestnet testnet) {
    private static final long POLL_MILLIS = 500;

    /** Restarts what a name means, and waits until it runs again; where a clique restarts as one, all its brokers. */
    public List<String> of(String name, Duration atMost) throws InterruptedException {
        List<Pod> before = testnet.pods();
        Pod meant = new ShortName(name)
                .among(before, ClusterLogs::name, message -> new ClusterFailure(Kind.NOT_FOUND, message));
        Set<String> names = unit(before, meant).stream()
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toSet());
        Set<String> old = before.stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
        for (String pod : names) {
            testnet.cluster()
                    .ask(
                            "delete pod " + pod,
                            () -> testnet.cluster()
                                    .client()
                                    .pods()
                                    .inNamespace(testnet.cluster().namespace())
                                    .withName(pod)
                                    .delete());
        }
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!isBack(testnet.pods(), names.size(), before.size(), old)) {
            if (System.nanoTime() > deadline) {
                throw new ClusterFailure(
                        Kind.TIMEOUT,
                        name + " did not come back within " + atMost.toSeconds() + " s",
                        "`" + testnet.command() + " status " + testnet.name() + "` tells how it gets on.");
            }
            Thread.sleep(POLL_MILLIS);
        }
        return names.stream().sorted().toList();
    }

    /** As many new ones run as were deleted, and no old one is left over. */
    private static boolean isBack(List<Pod> now, int deleted, int all, Set<String> old) {
        long fresh = now.stream()
                .filter(pod -> !old.contains(pod.getMetadata().getUid()))
                .filter(pod -> pod.getStatus() != null
                        && "Running".equals(pod.getStatus().getPhase()))
                .count();
        return fresh >= deleted && now.size() <= all;
    }

    /** The official client's brokers only find together when all of a clique are started together. */
    static List<Pod> unit(List<Pod> all, Pod meant) {
        Optional<String> clique = Labels.of(meant, Labels.CLIQUE);
        boolean asOne = Labels.of(meant, Labels.NAME)
                .filter(Client.ALEPHIUM.toString()::equals)
                .isPresent();
        if (!asOne || clique.isEmpty()) {
            return List.of(meant);
        }
        return all.stream()
                .filter(pod -> Labels.of(pod, Labels.CLIQUE).equals(clique))
                .toList();
    }
}
