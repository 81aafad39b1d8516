package dev.flowbed.operator.minerpool;

import dev.flowbed.operator.kube.Brought;
import dev.flowbed.status.mining.PoolSaying;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;

/**
 * What a pass over a MinerPool found and did: what its status tells.
 *
 * @param decision what becomes of its miners
 * @param brought what came of making its children
 * @param deployment as it was when the pass began
 * @param pods the miners' pods
 * @param noticed miners that had to go and that the status does not bear yet
 * @param saying how much it mines
 */
public record PoolOutcome(
        MiningDecision decision,
        Brought brought,
        Optional<Deployment> deployment,
        List<Pod> pods,
        List<LostMiner> noticed,
        PoolSaying saying) {
    public PoolOutcome {
        pods = List.copyOf(pods);
        noticed = List.copyOf(noticed);
    }

    /** How many miners are wanted now. */
    int wanted(int replicas) {
        return decision.plan().map(PoolPlan::replicas).orElse(replicas);
    }

    /** Whether nothing is left to be tried again. */
    public boolean isSettled() {
        return decision.action() != MiningDecision.Action.LEAVE && brought.isWhole();
    }

    /** The miners that had to go. */
    LostMiners lost() {
        return new LostMiners(pods, noticed);
    }
}
