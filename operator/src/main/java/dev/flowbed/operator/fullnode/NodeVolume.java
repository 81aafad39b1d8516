package dev.flowbed.operator.fullnode;

import dev.flowbed.crds.RetentionPolicy;
import dev.flowbed.crds.Storage;
import dev.flowbed.operator.kube.Child;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Optional;

/** The claim for a node's chains. It belongs to no StatefulSet, because what a StatefulSet makes from its template cannot grow. */
final class NodeVolume {

    /**
     * The claim.
     *
     * @param live the one that there is: its class cannot change, and its size is never asked to shrink
     */
    Child claim(NodePlan plan, Optional<PersistentVolumeClaim> live) {
        Storage storage = plan.workload().storage();
        PersistentVolumeClaim claim = new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(plan.name())
                .withLabels(plan.labels())
                .addToAnnotations(NodeData.BROKER, NodeData.wanted(plan).broker())
                .addToAnnotations(NodeData.CHAINS, NodeData.wanted(plan).chains())
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(live.map(claimed -> claimed.getSpec().getStorageClassName())
                        .orElse(storage.storageClassName()))
                .withNewResources()
                .withRequests(Map.of("storage", size(storage, live)))
                .endResources()
                .endSpec()
                .build();
        return storage.retentionPolicy() == RetentionPolicy.DELETE ? Child.owned(claim) : Child.kept(claim);
    }

    /** What was asked of the claim so far. */
    static Optional<Quantity> asked(PersistentVolumeClaim claim) {
        return Optional.ofNullable(claim.getSpec().getResources())
                .map(resources -> resources.getRequests())
                .map(requests -> requests.get("storage"));
    }

    private static Quantity size(Storage storage, Optional<PersistentVolumeClaim> live) {
        return live.flatMap(NodeVolume::asked)
                .filter(asked ->
                        asked.getNumericalAmount().compareTo(storage.size().getNumericalAmount()) >= 0)
                .orElse(storage.size());
    }
}
