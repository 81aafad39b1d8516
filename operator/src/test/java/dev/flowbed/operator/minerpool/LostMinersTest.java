package dev.flowbed.operator.minerpool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.crds.minerpool.Interruptions;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import org.junit.jupiter.api.Test;

class LostMinersTest {
    private static final String EARLY = "2026-11-21T07:00:00Z";
    private static final String THEN = "2026-11-21T08:00:00Z";
    private static final String LATER = "2026-11-21T08:05:00Z";

    @Test
    void aPoolThatIsComingUpHasLostNothing() {
        assertThat(count(Interruptions.none(), 3, MinerPods.pending("a"), MinerPods.running("b", EARLY)))
                .isEqualTo(Interruptions.none());
    }

    @Test
    void aPreemptedMinerCountsOnceHoweverOftenItIsSeen() {
        Pod[] pods = {
            MinerPods.preempted("a", THEN), MinerPods.running("b", EARLY), MinerPods.pending("a2"),
        };

        Interruptions once = count(Interruptions.none(), 2, pods);

        assertThat(once).isEqualTo(new Interruptions(1, 0, THEN, "PreemptionByScheduler", List.of("a")));
        assertThat(count(once, 2, pods)).isEqualTo(once);
    }

    @Test
    void theOneThatWasSeenLastSaysWhenAndWhy() {
        Interruptions both =
                count(Interruptions.none(), 2, MinerPods.evicted("a", LATER), MinerPods.preempted("b", THEN));

        assertThat(both).isEqualTo(new Interruptions(2, 0, LATER, "TerminationByKubelet", List.of("a", "b")));
    }

    @Test
    void aMinerThatRunsAgainIsRegained() {
        Interruptions lost = new Interruptions(2, 0, THEN, "PreemptionByScheduler", List.of("a", "b"));

        Interruptions one = count(lost, 2, MinerPods.running("c", LATER), MinerPods.pending("d"));
        Interruptions both = count(one, 2, MinerPods.running("c", LATER), MinerPods.running("d", LATER));

        assertThat(one).isEqualTo(new Interruptions(2, 1, THEN, "PreemptionByScheduler", List.of()));
        assertThat(both).isEqualTo(new Interruptions(2, 2, THEN, "PreemptionByScheduler", List.of()));
    }

    @Test
    void whatWasRegainedStaysSoWhenMoreIsLost() {
        Interruptions back = new Interruptions(2, 2, THEN, "PreemptionByScheduler", List.of());

        assertThat(count(back, 2, MinerPods.preempted("c", LATER), MinerPods.running("d", EARLY)))
                .isEqualTo(new Interruptions(3, 2, LATER, "PreemptionByScheduler", List.of("c")));
    }

    @Test
    void nobodyWaitsForMinersThatAreNoLongerWanted() {
        Interruptions lost = new Interruptions(2, 0, THEN, "PreemptionByScheduler", List.of());

        assertThat(count(lost, 0).regained()).isEqualTo(2);
    }

    @Test
    void evictedPodsAreClearedAwayOnceTheyAreCounted() {
        LostMiners miners =
                new LostMiners(List.of(MinerPods.evicted("a", THEN), MinerPods.preempted("b", THEN)), List.of());

        assertThat(miners.leftovers(Interruptions.none())).isEmpty();
        assertThat(miners.leftovers(miners.count(Interruptions.none(), 2)))
                .extracting(pod -> pod.getMetadata().getName())
                .containsExactly("a");
    }

    private static Interruptions count(Interruptions before, int wanted, Pod... pods) {
        return new LostMiners(List.of(pods), List.of()).count(before, wanted);
    }
}
