package dev.flowbed.operator.fullnode;

import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.kube.ImageNames;
import dev.flowbed.operator.kube.Pods;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All children of a FullNode: a pure function of the plan and of the claim that there is. */
final class NodeChildren {
    private final NodeServices services = new NodeServices();
    private final NodeConfig config = new NodeConfig();
    private final NodeVolume volume = new NodeVolume();
    private final NodeStatefulSet statefulSet;

    NodeChildren(ImageNames images, Pods pods) {
        this.statefulSet = new NodeStatefulSet(images, pods);
    }

    /** The children; nothing is started on a claim that does not fit, and that claim is left alone. */
    List<Child> of(NodePlan plan, VolumeFit fit, Optional<PersistentVolumeClaim> claim) {
        List<Child> children = new ArrayList<>();
        children.add(Child.owned(services.peers(plan)));
        children.add(Child.owned(services.clients(plan)));
        children.add(Child.owned(config.configMap(plan)));
        if (fit.usable()) {
            children.add(volume.claim(plan, claim));
            children.add(Child.owned(statefulSet.statefulSet(plan)));
        }
        return children;
    }
}
