package dev.flowbed.cli.cluster;

import dev.flowbed.cli.follow.StartJudge;
import dev.flowbed.cli.follow.Verdict;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.status.PodTrouble;
import dev.flowbed.status.StatusReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Judges a Testnet of a cluster that is coming up, and names a failure as early as it can be told. Pure. */
final class ClusterJudge {
    /** After this an operator that is there has answered. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    /** One that is being replaced, or waits to be the leader, may take this long. */
    static final Duration HOPELESS_SILENCE = Duration.ofSeconds(45);

    private static final String NO_ANSWER =
            "no operator has answered: its status has not been written since it was applied";

    private ClusterJudge() {}

    /**
     * What is to be made of it.
     *
     * @param elapsed since it was applied
     * @param lastLines finds what a crashed container wrote last
     */
    static Verdict judge(
            Duration elapsed,
            Snapshot seen,
            StatusReport report,
            List<PodTrouble> troubles,
            Function<PodTrouble, List<String>> lastLines) {
        if (seen.testnet().getMetadata().getDeletionTimestamp() != null) {
            return Verdict.failed("it is being deleted", List.of());
        }
        if (!seen.isObserved()) {
            return elapsed.compareTo(HOPELESS_SILENCE) < 0
                    ? Verdict.pending(elapsed.compareTo(SILENCE) < 0 ? "starting" : NO_ANSWER)
                    : Verdict.failed(NO_ANSWER, noOperator(seen));
        }
        Optional<Condition> sleeps =
                report.condition("Hibernated").filter(condition -> condition.status() == ConditionStatus.TRUE);
        if (sleeps.isPresent() && elapsed.compareTo(HOPELESS_SILENCE) >= 0) {
            return Verdict.failed("it is stopped: " + sleeps.get().message(), List.of());
        }
        if (report.isReady()) {
            return StartJudge.judge(report);
        }
        Optional<PodTrouble> hopeless =
                troubles.stream().filter(PodTrouble::hopeless).findFirst();
        if (hopeless.isPresent()) {
            return Verdict.failed(words(hopeless.get()), lastLines.apply(hopeless.get()));
        }
        return StartJudge.judge(report);
    }

    /** What is worth telling while it comes up, a sentence each. */
    static List<String> notices(Duration elapsed, Snapshot seen, List<PodTrouble> troubles) {
        List<String> notices = new ArrayList<>();
        if (!seen.isObserved() && elapsed.compareTo(SILENCE) >= 0) {
            notices.add(NO_ANSWER);
        }
        troubles.forEach(trouble -> notices.add(words(trouble)));
        return notices;
    }

    private static String words(PodTrouble trouble) {
        return trouble.pod() + ": " + trouble.trouble().message();
    }

    private static List<String> noOperator(Snapshot seen) {
        String namespace = seen.testnet().getMetadata().getNamespace();
        return List.of(
                "Does the operator run, and does it watch namespace " + namespace + "?",
                "  kubectl get deployments --all-namespaces -l " + OperatorPods.label());
    }
}
