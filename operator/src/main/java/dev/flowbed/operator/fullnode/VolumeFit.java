package dev.flowbed.operator.fullnode;

import dev.flowbed.crds.Storage;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Optional;

/**
 * Whether the claim that there is suits a node.
 *
 * @param usable whether the node may start on it
 * @param reason in a word for programs
 * @param message in a sentence for people
 */
public record VolumeFit(boolean usable, String reason, String message) {

    /** Judges the claim of the node's name, where there is one. */
    static VolumeFit of(NodePlan plan, Optional<PersistentVolumeClaim> live) {
        if (live.isEmpty()) {
            return new VolumeFit(true, "New", "the volume is made for this node");
        }
        PersistentVolumeClaim claim = live.get();
        String title = "PersistentVolumeClaim " + plan.name();
        Optional<String> refusal = NodeData.on(claim)
                .flatMap(data -> data.refusal(
                        NodeData.wanted(plan), plan.workload().identity().client()));
        if (refusal.isPresent()) {
            return new VolumeFit(
                    false, "OtherChains", title + " " + refusal.get() + "; delete it, or give the node another name");
        }
        Storage storage = plan.workload().storage();
        Optional<String> smaller = NodeVolume.asked(claim)
                .filter(asked ->
                        asked.getNumericalAmount().compareTo(storage.size().getNumericalAmount()) > 0)
                .map(asked -> title + " has " + asked + " and cannot shrink to " + storage.size());
        if (smaller.isPresent()) {
            return new VolumeFit(true, "CannotShrink", smaller.get());
        }
        String wantedClass = storage.storageClassName();
        if (wantedClass != null && !wantedClass.equals(claim.getSpec().getStorageClassName())) {
            return new VolumeFit(
                    true,
                    "OtherClass",
                    title + " is of storage class " + claim.getSpec().getStorageClassName() + " and cannot become of "
                            + wantedClass);
        }
        return new VolumeFit(true, "Fits", "the volume is this node's");
    }

    /** The claim could not be changed, for the reason that the API server gives. */
    static VolumeFit refused(String why) {
        return new VolumeFit(true, "CannotGrow", why);
    }
}
