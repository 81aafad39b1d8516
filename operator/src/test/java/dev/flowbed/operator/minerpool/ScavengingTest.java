package dev.flowbed.operator.minerpool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.crds.minerpool.Interruptions;
import dev.flowbed.status.Facts.Trouble;
import dev.flowbed.status.mining.ScavengerWait;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScavengingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String LONG_AGO = "2026-11-21T07:00:00Z";
    private static final String JUST_NOW = "2026-11-21T07:59:30Z";
    private static final Trouble NO_ROOM = new Trouble(
            "Unschedulable", "no machine takes its pod: 0/2 nodes are available: 2 Insufficient nvidia.com/gpu.");
    private static final Interruptions LOST = new Interruptions(3, 1, LONG_AGO, "PreemptionByScheduler", List.of());

    @Test
    void toWaitForAnIdleMachineIsWhatItIsThereFor() {
        List<Pod> pods = List.of(MinerPods.running("a", LONG_AGO), MinerPods.pending("b"));

        assertThat(Scavenging.of(1, 2, pods, List.of(NO_ROOM), LOST, NOW))
                .contains(new ScavengerWait(
                        "Scavenging",
                        "1 of 2 miners have work, the others wait for idle machines: no machine takes its pod: 0/2 nodes"
                                + " are available: 2 Insufficient nvidia.com/gpu.; 3 lost so far, 1 regained"));
    }

    @Test
    void whereNothingIsIdleItSaysSo() {
        assertThat(Scavenging.of(0, 1, List.of(MinerPods.pending("a")), List.of(NO_ROOM), Interruptions.none(), NOW))
                .get()
                .extracting(ScavengerWait::reason)
                .isEqualTo("NothingIdle");
    }

    @Test
    void aMinerThatHasJustComeUpNeedsNoWorkYet() {
        assertThat(Scavenging.of(0, 1, List.of(MinerPods.running("a", JUST_NOW)), List.of(), LOST, NOW))
                .isPresent();
    }

    @Test
    void aMinerThatRunsAndHasNoWorkIsATrouble() {
        assertThat(Scavenging.of(0, 1, List.of(MinerPods.running("a", LONG_AGO)), List.of(), LOST, NOW))
                .isEmpty();
    }

    @Test
    void aMinerThatCrashesIsATrouble() {
        Trouble crashed = new Trouble("Crashed", "its process ended with exit code 2");

        assertThat(Scavenging.of(0, 2, List.of(), List.of(NO_ROOM, crashed), LOST, NOW))
                .isEmpty();
    }
}
