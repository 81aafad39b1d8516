package dev.flowbed.cli.cluster;

import dev.flowbed.cli.follow.Moment;
import dev.flowbed.cli.follow.Moments;
import dev.flowbed.cli.follow.Verdict;
import dev.flowbed.status.PodTrouble;
import dev.flowbed.status.StatusReport;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A testnet of a cluster by its resources and pods. */
final class ClusterMoments implements Moments {
    private static final int LAST_LINES = 10;
    /** An API server that is restarted, or a network that is cut for a moment, is waited for. */
    private static final int FAILURES_BORNE = 20;

    private final ClusterTestnet testnet;
    private int failures;

    ClusterMoments(ClusterTestnet testnet) {
        this.testnet = testnet;
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(500);
    }

    @Override
    public Moment now(Duration elapsed) {
        Snapshot seen;
        try {
            seen = testnet.snapshot();
            failures = 0;
        } catch (ClusterFailure e) {
            failures++;
            if (e.kind() != ClusterFailure.Kind.FAILED
                    || failures == 1 && elapsed.toMillis() < 1000
                    || failures > FAILURES_BORNE) {
                throw e;
            }
            String message = String.valueOf(e.getMessage());
            return new Moment(elapsed, true, null, List.of(message), Verdict.pending(message));
        }
        StatusReport report = seen.report(testnet.cluster().clock().instant());
        List<PodTrouble> troubles = PodTrouble.lasting(seen.pods());
        Verdict start = ClusterJudge.judge(elapsed, seen, report, troubles, this::lastLines);
        return new Moment(
                elapsed,
                seen.testnet().getMetadata().getDeletionTimestamp() == null,
                seen.isObserved() ? report : null,
                ClusterJudge.notices(elapsed, seen, troubles),
                start);
    }

    private List<String> lastLines(PodTrouble trouble) {
        Optional<String> container = trouble.crashed();
        if (container.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("the last lines of its log:"));
        try {
            testnet.cluster()
                    .client()
                    .pods()
                    .inNamespace(testnet.cluster().namespace())
                    .withName(trouble.pod())
                    .inContainer(container.get())
                    .tailingLines(LAST_LINES)
                    .getLog()
                    .lines()
                    .forEach(line -> lines.add("  " + line));
        } catch (KubernetesClientException unreadable) {
            lines.add("  (it cannot be read: " + unreadable.getMessage() + ")");
        }
        return lines;
    }
}
