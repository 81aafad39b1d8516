package dev.flowbed.operator.testnet;

import dev.flowbed.operator.kube.Brought;
import dev.flowbed.operator.observation.Look;
import dev.flowbed.status.Facts;
import dev.flowbed.status.Facts.ProcessFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a pass over a Testnet found and decided: what its status tells.
 *
 * @param gathered what is wanted, and what is wrong with it
 * @param brought what came of making its children
 * @param stands how its nodes stand
 * @param processes how their processes are, by name
 * @param look what was seen of them; empty before the first look, and while nothing runs
 * @param expiry whether its time is over
 * @param hibernated whether it sleeps
 * @param rollout how far a change is
 * @param healing what is done about cliques that do not keep up
 * @param forks whether hard forks reach all nodes in time
 * @param mining how much is mined
 */
public record Situation(
        Gathered gathered,
        Brought brought,
        List<NodeStand> stands,
        Map<String, ProcessFacts> processes,
        Optional<Look> look,
        Expiry expiry,
        boolean hibernated,
        Rollout rollout,
        HealingPlan healing,
        HardForkSchedule forks,
        Facts.Mining mining,
        Instant now) {}
