package dev.flowbed.operator.observation;

import dev.flowbed.observer.Condition;
import dev.flowbed.observer.MinerView;
import dev.flowbed.observer.NodeView;
import dev.flowbed.observer.Picture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of a look a person would act on: two looks with the same signs differ in figures only.
 *
 * @param conditions what holds and why, without messages, for these hold figures
 * @param nodes of each node
 * @param miners of each miner, whether it has work
 * @param sick the cliques that something is wrong with
 */
record Signs(
        List<Holding> conditions,
        Map<String, NodeSign> nodes,
        Map<String, Boolean> miners,
        Map<Integer, Symptoms.Kind> sick) {

    /** A condition without its message. */
    record Holding(String type, Condition.Status status, String reason) {}

    /** How a node stands. */
    record NodeSign(boolean reachable, boolean formed, boolean synced, Optional<String> version) {}

    static Signs of(Look look) {
        Map<String, NodeSign> nodes = new TreeMap<>();
        Picture picture = look.picture();
        for (NodeView view : picture.nodes()) {
            nodes.put(
                    view.node().name(),
                    new NodeSign(view.reachable(), view.cliqueFormed(), view.synced(), view.version()));
        }
        Map<String, Boolean> miners = new TreeMap<>();
        for (MinerView view : picture.miners()) {
            miners.put(
                    view.miner().name(),
                    view.reachable() && view.jobAgeSeconds().isPresent());
        }
        Map<Integer, Symptoms.Kind> sick = new TreeMap<>();
        look.symptoms().byClique().forEach((clique, symptom) -> sick.put(clique, symptom.kind()));
        List<Holding> conditions = look.conditions().stream()
                .map(condition -> new Holding(condition.type(), condition.status(), condition.reason()))
                .toList();
        return new Signs(conditions, nodes, miners, sick);
    }
}
