package dev.flowbed.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.cli.follow.Verdict;
import dev.flowbed.status.PodTrouble;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterJudgeTest {
    private static final String WRONG_SETTING =
            "state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 2}}";

    @Test
    void aReadyTestnetIsReached() {
        Verdict verdict = judge(5, ClusterSamples.status("Ready", "True", "1 node"));
        assertThat(verdict).isEqualTo(Verdict.reached("1 node"));
    }

    @Test
    void aStatusOfAnEarlierSpecIsNotBelieved() {
        String old = ClusterSamples.status("Ready", "True", "1 node")
                .replace("observedGeneration: 2", "observedGeneration: 1");
        assertThat(judge(5, old)).isEqualTo(Verdict.pending("starting"));
    }

    @Test
    void anOperatorThatDoesNotAnswerIsMissedSoonAndGivenUpLater() {
        assertThat(judge(5, "")).isEqualTo(Verdict.pending("starting"));
        assertThat(judge(12, "").kind()).isEqualTo(Verdict.Kind.PENDING);
        assertThat(judge(12, "").message()).startsWith("no operator has answered");
        Verdict late = judge(60, "");
        assertThat(late.kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(late.details()).first().asString().contains("does it watch namespace dev?");
    }

    @Test
    void aCrashNobodyCanWaitOutFailsWithTheLastLines() {
        Verdict verdict =
                judge(5, ClusterSamples.status("Ready", "False", "starting"), ClusterSamples.pod(WRONG_SETTING));
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(verdict.message()).isEqualTo("net-c0-b0-0: its process ended with exit code 2");
        assertThat(verdict.details()).containsExactly("the log of net-c0-b0-0");
    }

    @Test
    void troubleThatMayPassIsToldAndWaitedOut() {
        Snapshot seen = ClusterSamples.snapshot(
                ClusterSamples.testnet(ClusterSamples.status("Ready", "False", "no node yet")),
                ClusterSamples.unscheduled());
        assertThat(judge(30, seen)).isEqualTo(Verdict.pending("no node yet"));
        assertThat(ClusterJudge.notices(Duration.ofSeconds(30), seen, PodTrouble.lasting(seen.pods())))
                .containsExactly("net-c0-b0-0: no machine takes its pod: 0/1 nodes are available: 1 Insufficient cpu.");
    }

    @Test
    void aTestnetThatIsBeingDeletedWillNotComeUp() {
        var testnet = ClusterSamples.testnet("");
        testnet.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        assertThat(judge(5, ClusterSamples.snapshot(testnet)).kind()).isEqualTo(Verdict.Kind.FAILED);
    }

    private static Verdict judge(int seconds, String status, Pod... pods) {
        return judge(seconds, ClusterSamples.snapshot(ClusterSamples.testnet(status), pods));
    }

    private static Verdict judge(int seconds, Snapshot seen) {
        return ClusterJudge.judge(
                Duration.ofSeconds(seconds),
                seen,
                seen.report(Instant.EPOCH),
                PodTrouble.lasting(seen.pods()),
                trouble -> List.of("the log of " + trouble.pod()));
    }
}
