package dev.flowbed.operator.minerpool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.crds.minerpool.Interruptions;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of miners whose pods are gone before a pass looks. */
class DisruptionsTest {
    private static final String THEN = "2026-11-21T08:00:00Z";

    private final Disruptions disruptions = new Disruptions();

    @Test
    void threePodsThatAreGoneBeforeThePassAreAllCounted() {
        List.of("a", "b", "c").forEach(name -> disruptions.notice(preempted("idle", name)));

        Interruptions counts = pass(Interruptions.none());

        assertThat(counts.lost()).isEqualTo(3);
        assertThat(counts.lastReason()).isEqualTo("PreemptionByScheduler");
    }

    @Test
    void whatAStatusBearsIsNotCountedAgain() {
        disruptions.notice(preempted("idle", "a"));
        Interruptions counted = pass(Interruptions.none());

        Interruptions later = pass(counted);
        disruptions.notice(preempted("idle", "a"));

        assertThat(later.lost()).isEqualTo(1);
        assertThat(later.lostPods()).isEmpty();
        assertThat(pass(later).lost()).isEqualTo(1);
    }

    @Test
    void aStatusThatWasNotWrittenIsMadeUpFor() {
        disruptions.notice(preempted("idle", "a"));

        assertThat(pass(Interruptions.none()).lost()).isEqualTo(1);
        assertThat(pass(Interruptions.none()).lost()).isEqualTo(1);
    }

    @Test
    void otherPoolsAndPodsThatMayStayAreNotItsBusiness() {
        disruptions.notice(preempted("other", "a"));
        disruptions.notice(of("idle", MinerPods.running("b", THEN)));

        assertThat(pass(Interruptions.none())).isEqualTo(Interruptions.none());
    }

    private Interruptions pass(Interruptions borne) {
        return new LostMiners(List.of(), disruptions.news("default", "idle", borne)).count(borne, 4);
    }

    private static Pod preempted(String pool, String name) {
        return of(pool, MinerPods.preempted(name, THEN));
    }

    private static Pod of(String pool, Pod pod) {
        pod.getMetadata().setNamespace("default");
        pod.getMetadata().setLabels(Map.of(Labels.POOL, pool));
        return pod;
    }
}
