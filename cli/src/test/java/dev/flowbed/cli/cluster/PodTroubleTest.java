package dev.flowbed.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodTroubleTest {
    @Test
    void anImageThatCannotBePulledIsHopelessOnceItWasTriedAgain() {
        PodTrouble first = one(ClusterSamples.pod("state: {waiting: {reason: ErrImagePull, message: no such host}}"));
        assertThat(first.what()).isEqualTo("the image nosuch:1 cannot be had (ErrImagePull): no such host");
        assertThat(first.hopeless()).isFalse();

        PodTrouble again = one(ClusterSamples.pod("state: {waiting: {reason: ImagePullBackOff}}"));
        assertThat(again.hopeless()).isTrue();
        assertThat(one(ClusterSamples.pod("state: {waiting: {reason: ErrImageNeverPull}}"))
                        .hopeless())
                .isTrue();
    }

    @Test
    void aPodWithoutAPlaceTellsTheSchedulersReasonAndMayStillFindOne() {
        PodTrouble trouble = one(ClusterSamples.unscheduled());
        assertThat(trouble.what()).endsWith("0/1 nodes are available: 1 Insufficient cpu.");
        assertThat(trouble.hopeless()).isFalse();
    }

    @Test
    void aWrongSettingIsHopelessAtOnceAndItsLogIsWorthReading() {
        PodTrouble trouble = one(ClusterSamples.pod(
                "state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 2}}"));
        assertThat(trouble.what()).isEqualTo("exited with code 2");
        assertThat(trouble.hopeless()).isTrue();
        assertThat(trouble.crashed()).isEqualTo(Optional.of("node"));
    }

    @Test
    void lackOfMemoryIsNamed() {
        PodTrouble trouble = one(ClusterSamples.pod("state: {terminated: {exitCode: 137, reason: OOMKilled}}"));
        assertThat(trouble.what()).isEqualTo("was killed for using more memory than its limit");
        assertThat(trouble.hopeless()).isFalse();
    }

    @Test
    void aContainerThatIsBeingMadeIsNoTrouble() {
        assertThat(PodTrouble.of(List.of(ClusterSamples.pod("state: {waiting: {reason: ContainerCreating}}"))))
                .isEmpty();
        assertThat(PodTrouble.of(List.of(ClusterSamples.pod("state: {running: {}}"))))
                .isEmpty();
    }

    private static PodTrouble one(Pod pod) {
        List<PodTrouble> troubles = PodTrouble.of(List.of(pod));
        assertThat(troubles).hasSize(1);
        assertThat(troubles.get(0).pod()).isEqualTo("net-c0-b0-0");
        return troubles.get(0);
    }
}
