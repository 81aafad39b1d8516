package dev.flowbed.cli.follow;

import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.cli.state.RuntimeState.LastDeath;
import dev.flowbed.cli.state.RuntimeState.ProcessState;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.status.StatusReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges a testnet that is coming up, and names a failure as early as it can be told. Pure. */
public final class StartJudge {
    /** Deaths of one process before it was Ready that make it hopeless. */
    private static final int DEATHS_BORNE = 3;

    private static final String WRONG_SETTING = "exited with code 2";

    private StartJudge() {}

    /** What is to be made of a testnet that should become Ready. */
    public static Verdict judge(Moment moment) {
        RuntimeState state = moment.state();
        if (!moment.supervised()) {
            return state == null
                    ? Verdict.pending("starting")
                    : Verdict.failed("its supervisor has ended", reasons(state));
        }
        if (state == null) {
            return Verdict.pending("starting");
        }
        StatusReport report = moment.report();
        if (report != null && report.isReady()) {
            return Verdict.reached(message(report, "Ready"));
        }
        Optional<Verdict> dead = deaths(state);
        if (dead.isPresent()) {
            return dead.get();
        }
        if (report == null) {
            return Verdict.pending("starting");
        }
        Optional<Condition> stalled =
                report.condition("ChainsAdvancing").filter(condition -> condition.status() == ConditionStatus.FALSE);
        if (stalled.isPresent()) {
            return Verdict.failed("its chains do not advance: " + stalled.get().message(), waiting(report));
        }
        return Verdict.pending(message(report, "Ready"));
    }

    /** The conditions that do not hold, one a line. */
    public static List<String> waiting(StatusReport report) {
        List<String> lines = new ArrayList<>();
        for (Condition condition : report.testnet().conditions()) {
            if (condition.status() != ConditionStatus.TRUE && !condition.type().equals("Ready")) {
                lines.add(condition.type() + " is " + condition.status() + ": " + condition.message());
            }
        }
        return lines;
    }

    private static Optional<Verdict> deaths(RuntimeState state) {
        for (Map.Entry<String, ProcessState> entry : state.processes().entrySet()) {
            LastDeath death = entry.getValue().lastDeath();
            if (death == null || entry.getValue().deathsInARow() == 0) {
                continue;
            }
            boolean hopeless =
                    death.how().equals(WRONG_SETTING) || entry.getValue().deathsInARow() >= DEATHS_BORNE;
            if (hopeless) {
                List<String> details = new ArrayList<>();
                details.add("the last lines of its log:");
                death.lastLines().forEach(line -> details.add("  " + line));
                return Optional.of(Verdict.failed(entry.getKey() + " " + death.how(), details));
            }
        }
        return Optional.empty();
    }

    private static List<String> reasons(RuntimeState state) {
        List<String> reasons = new ArrayList<>();
        if (!state.reason().isEmpty()) {
            reasons.add(state.reason());
        }
        state.events().stream()
                .skip(Math.max(0, state.events().size() - 5))
                .forEach(event -> reasons.add(event.at() + " " + event.what()));
        return reasons;
    }

    private static String message(StatusReport report, String type) {
        return report.condition(type).map(Condition::message).orElse("");
    }
}
