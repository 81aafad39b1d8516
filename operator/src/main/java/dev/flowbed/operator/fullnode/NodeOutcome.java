package dev.flowbed.operator.fullnode;

import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.kube.Brought;
import dev.flowbed.operator.testnet.Checked;
import java.util.Optional;

/**
 * What a pass over a FullNode found and did: what its status tells.
 *
 * @param testnet its Testnet, where there is one
 * @param checks what is wrong with the Testnet or the FullNode
 * @param plan what it is to be; empty without a Testnet, or when something is wrong
 * @param fit whether the volume suits it
 * @param brought what came of making its children
 */
public record NodeOutcome(
        Optional<Testnet> testnet,
        Optional<Checked> checks,
        Optional<NodePlan> plan,
        Optional<VolumeFit> fit,
        Brought brought) {

    static NodeOutcome orphaned(Brought brought) {
        return new NodeOutcome(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), brought);
    }

    static NodeOutcome unsound(Testnet testnet, Checked checks) {
        return new NodeOutcome(
                Optional.of(testnet), Optional.of(checks), Optional.empty(), Optional.empty(), Brought.nothing());
    }

    static NodeOutcome of(NodePlan plan, Checked checks, VolumeFit fit, Brought brought) {
        // a claim that cannot grow is told as what it is; the node runs on with what it has
        VolumeFit told = brought.refused().stream()
                .filter(refusal -> refusal.kind().equals("PersistentVolumeClaim"))
                .findFirst()
                .map(refusal -> VolumeFit.refused(refusal.message()))
                .orElse(fit);
        return new NodeOutcome(
                Optional.of(plan.testnet()), Optional.of(checks), Optional.of(plan), Optional.of(told), brought);
    }

    /** Whether nothing is left to be tried again. */
    public boolean isSettled() {
        return plan.isPresent() && brought.isWhole();
    }
}
