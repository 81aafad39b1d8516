package dev.flowbed.operator.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.crds.testnet.Healing;
import dev.flowbed.crds.testnet.HealingStatus;
import dev.flowbed.operator.observation.Symptoms;
import dev.flowbed.operator.observation.Symptoms.Kind;
import dev.flowbed.operator.observation.Symptoms.Symptom;
import dev.flowbed.operator.testnet.HealingPlan.Rules;
import dev.flowbed.operator.testnet.NodeStand.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealingPlanTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Rules RULES = new Rules(new Healing(true, "5m", 20, 3), 1, false);

    private final List<NodeStand> world = new ArrayList<>(List.of(
            RolloutTest.node("c0-b0", Unit.clique(0)),
            RolloutTest.node("c0-b1", Unit.clique(0)),
            RolloutTest.node("c1-b0", Unit.clique(1)),
            RolloutTest.node("c1-b1", Unit.clique(1))));

    @Test
    void aCliqueWithoutASymptomIsLeftAlone() {
        assertThat(plan(Symptoms.NONE, List.of(), RULES).deletions()).isEmpty();
    }

    @Test
    void aCliqueThatIsStuckForLongIsRestartedAsAWholeAndRemembered() {
        HealingPlan plan = plan(behind(1, 301), List.of(), RULES);
        assertThat(plan.deletions()).containsExactly("c1-b0-0", "c1-b1-0");
        assertThat(plan.done())
                .contains(new HealingStatus("clique 1", NOW.toString(), "30 blocks behind clique 0 for 301 s"));
        assertThat(plan.remembered()).containsExactly(plan.done().orElseThrow());
    }

    @Test
    void aCliqueIsGivenItsTime() {
        assertThat(plan(behind(1, 299), List.of(), RULES).deletions()).isEmpty();
    }

    @Test
    void aCliqueThatWasJustRestartedIsGivenItsTimeAgain() {
        world.set(2, started(world.get(2), NOW.minusSeconds(200)));
        assertThat(plan(behind(1, 1000), List.of(), RULES).deletions()).isEmpty();
        world.set(2, started(world.get(2), NOW.minusSeconds(300)));
        assertThat(plan(behind(1, 1000), List.of(), RULES).deletions()).isNotEmpty();
    }

    @Test
    void noMoreRestartsAnHourThanAllowedAlsoAfterARestartOfTheOperator() {
        List<HealingStatus> three = List.of(healed(3000), healed(2000), healed(1000));
        HealingPlan plan = plan(behind(1, 400), three, RULES);
        assertThat(plan.deletions()).isEmpty();
        assertThat(plan.held().orElseThrow())
                .contains("3 restarts were made in the last hour", "maxRestartsPerHour is 3");
        assertThat(plan.remembered()).isEqualTo(three);
    }

    @Test
    void restartsAreForgottenAfterAnHour() {
        HealingPlan plan = plan(behind(1, 400), List.of(healed(3601), healed(2000), healed(1000)), RULES);
        assertThat(plan.deletions()).isNotEmpty();
        assertThat(plan.remembered()).hasSize(3);
        assertThat(plan(Symptoms.NONE, List.of(healed(3601)), RULES).remembered())
                .isEmpty();
    }

    @Test
    void oneAtATimeTheLongestSickFirst() {
        Symptoms both = new Symptoms(Map.of(0, symptom(400), 1, symptom(500)));
        assertThat(plan(both, List.of(), RULES).deletions()).containsExactly("c1-b0-0", "c1-b1-0");
    }

    @Test
    void aCliqueThatStillServesIsNotTakenDownWhileOthersAre() {
        world.set(0, RolloutTest.silent(world.get(0)));
        HealingPlan plan = plan(behind(1, 400), List.of(), RULES);
        assertThat(plan.deletions()).isEmpty();
        assertThat(plan.held().orElseThrow()).contains("clique 1", "while 1 other cliques are down");
    }

    @Test
    void aCliqueThatIsDownItselfMayBeRestartedWhileOthersAreDown() {
        world.set(0, RolloutTest.silent(world.get(0)));
        world.set(2, RolloutTest.silent(world.get(2)));
        assertThat(plan(behind(1, 400), List.of(), RULES).deletions()).isNotEmpty();
    }

    @Test
    void whatCannotStartIsNotHelpedByARestart() {
        world.set(
                3,
                new NodeStand(
                        "c1-b1",
                        Unit.clique(1),
                        Optional.of("c1-b1-0"),
                        false,
                        true,
                        false,
                        Instant.EPOCH,
                        false,
                        false,
                        false));
        assertThat(plan(behind(1, 4000), List.of(), RULES).deletions()).isEmpty();
        world.set(
                3,
                new NodeStand(
                        "c1-b1",
                        Unit.clique(1),
                        Optional.empty(),
                        false,
                        true,
                        false,
                        Instant.EPOCH,
                        false,
                        false,
                        false));
        assertThat(plan(behind(1, 4000), List.of(), RULES).deletions()).isEmpty();
    }

    @Test
    void anExtraNodeIsHealedToo() {
        world.add(RolloutTest.node("archive", Unit.extra(2, "archive")));
        HealingPlan plan = plan(behind(2, 400), List.of(), RULES);
        assertThat(plan.deletions()).containsExactly("archive-0");
        assertThat(plan.done().orElseThrow().subject()).isEqualTo("archive");
    }

    @Test
    void nothingIsHealedWhilePausedOrWhenNotWanted() {
        assertThat(plan(behind(1, 400), List.of(), new Rules(RULES.healing(), 1, true))
                        .deletions())
                .isEmpty();
        Rules off = new Rules(new Healing(false, "5m", 20, 3), 1, false);
        assertThat(plan(behind(1, 400), List.of(healed(10)), off).deletions()).isEmpty();
        assertThat(plan(behind(1, 400), List.of(healed(10)), off).remembered()).hasSize(1);
    }

    private HealingPlan plan(Symptoms symptoms, List<HealingStatus> earlier, Rules rules) {
        return HealingPlan.of(world, symptoms, earlier, rules, NOW);
    }

    private static Symptoms behind(int clique, int seconds) {
        return new Symptoms(Map.of(clique, symptom(seconds)));
    }

    private static Symptom symptom(int seconds) {
        return new Symptom(Kind.BEHIND, NOW.minusSeconds(seconds), "30 blocks behind clique 0", 30);
    }

    private static HealingStatus healed(int secondsAgo) {
        return new HealingStatus("clique 0", NOW.minusSeconds(secondsAgo).toString(), "before");
    }

    private static NodeStand started(NodeStand node, Instant at) {
        return new NodeStand(
                node.node(),
                node.unit(),
                node.pod(),
                node.outdated(),
                true,
                node.running(),
                at,
                node.up(),
                node.serving(),
                false);
    }
}
