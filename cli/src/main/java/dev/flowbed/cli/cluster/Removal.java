package dev.flowbed.cli.cluster;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.cli.cluster.ClusterFailure.Kind;
import dev.flowbed.crds.SecretKeyRef;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Takes a testnet of a cluster away, with all that was applied beside it. */
public record Removal(ClusterTestnet testnet) {
    private static final long POLL_MILLIS = 300;

    /**
     * Deletes it and waits until it is gone.
     *
     * @param wipe whether volumes that its storage keeps go too, and Secrets that the command line applied for it
     * @return the volume claims that are left
     */
    public List<String> run(boolean wipe, Duration atMost) throws InterruptedException {
        Snapshot seen = testnet.snapshot();
        Optional<String> secret = wipe ? ownSecret(seen.testnet()) : Optional.empty();
        List<HasMetadata> all = new ArrayList<>(List.of(seen.testnet()));
        all.addAll(seen.nodes());
        all.addAll(seen.pools());
        all.addAll(seen.shards());
        all.stream().filter(Removal::isApplied).forEach(this::delete);
        await(atMost);
        if (wipe) {
            claims().forEach(this::delete);
            secret.ifPresent(name -> testnet.cluster()
                    .ask(
                            "delete Secret " + name,
                            () -> testnet.cluster()
                                    .client()
                                    .secrets()
                                    .inNamespace(testnet.cluster().namespace())
                                    .withName(name)
                                    .delete()));
        }
        return wipe
                ? List.of()
                : claims().stream().map(claim -> claim.getMetadata().getName()).toList();
    }

    /** What somebody else owns goes with its owner. */
    private static boolean isApplied(HasMetadata resource) {
        return resource.getMetadata().getOwnerReferences().stream()
                .noneMatch(owner -> Boolean.TRUE.equals(owner.getController()));
    }

    private void delete(HasMetadata resource) {
        testnet.cluster()
                .ask(
                        "delete " + resource.getKind() + " "
                                + resource.getMetadata().getName(),
                        () -> testnet.cluster().client().resource(resource).delete());
    }

    private void await(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<Testnet> left = testnet.resource();
            int pods = testnet.pods().size();
            if (left.isEmpty() && pods == 0) {
                return;
            }
            if (System.nanoTime() > deadline) {
                List<String> finalizers =
                        left.map(found -> found.getMetadata().getFinalizers()).orElse(List.of());
                throw new ClusterFailure(
                        Kind.TIMEOUT,
                        testnet.name() + " is not gone after " + atMost.toSeconds() + " s: "
                                + (left.isEmpty() ? pods + " of its pods still end" : "it is still being deleted"),
                        finalizers.isEmpty()
                                ? List.of()
                                : List.of(
                                        "It waits for " + String.join(", ", finalizers) + ". Does the operator run?"));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private List<PersistentVolumeClaim> claims() {
        return testnet
                .cluster()
                .ask(
                        "list volume claims in " + testnet.cluster().namespace(),
                        () -> testnet.cluster()
                                .client()
                                .persistentVolumeClaims()
                                .inNamespace(testnet.cluster().namespace())
                                .withLabel(Labels.TESTNET, testnet.name())
                                .list()
                                .getItems())
                .stream()
                .filter(claim -> claim.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /** The Secret with the API key, when this command applied it and no other Testnet needs it. */
    private Optional<String> ownSecret(Testnet resource) {
        SecretKeyRef ref = resource.getSpec().access().apiKeySecretRef();
        if (ref == null || isUsedByOthers(ref)) {
            return Optional.empty();
        }
        Secret secret = testnet.cluster()
                .ask(
                        "read Secret " + ref.name(),
                        () -> testnet.cluster()
                                .client()
                                .secrets()
                                .inNamespace(testnet.cluster().namespace())
                                .withName(ref.name())
                                .get());
        boolean own = secret != null
                && Objects.requireNonNullElse(
                                secret.getMetadata().getManagedFields(),
                                List.<io.fabric8.kubernetes.api.model.ManagedFieldsEntry>of())
                        .stream()
                        .anyMatch(entry -> Applier.MANAGER.equals(entry.getManager()));
        return own ? Optional.of(ref.name()) : Optional.empty();
    }

    private boolean isUsedByOthers(SecretKeyRef ref) {
        return testnet.cluster().testnets().stream()
                .filter(other -> !other.getMetadata().getName().equals(testnet.name()))
                .map(other -> other.getSpec().access().apiKeySecretRef())
                .anyMatch(other -> other != null && other.name().equals(ref.name()));
    }
}
