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
import org.jspecify.annotations.Nullable;

/** Judges a testnet that is coming up, and names a failure as early as it can be told. Pure. */
public final class StartJudge {
    /** Deaths of one process before it was Ready that make it hopeless. */
    private static final int DEATHS_BORNE = 3;

    private static final String WRONG_SETTING = "exited with code 2";

    private StartJudge() {}

    /**
     * What is to be made of a testnet of this machine that should become Ready.
     *
     * @param supervised whether a supervisor runs
     * @param state what the supervisor wrote; absent before it did
     * @param report the status, when it was made after following began
     */
    public static Verdict judge(boolean supervised, @Nullable RuntimeState state, @Nullable StatusReport report) {
        if (!supervised) {
            return state == null
                    ? Verdict.pending("starting")
                    : Verdict.failed("its supervisor has ended", reasons(state));
        }
        if (state == null) {
            return Verdict.pending("starting");
        }
        if (report != null && report.isReady()) {
            return judge(report);
        }
        Optional<Verdict> dead = deaths(state);
        if (dead.isPresent()) {
            return dead.get();
        }
        return report == null ? Verdict.pending("starting") : judge(report);
    }

    /** What is to be made of a status alone. */
    public static Verdict judge(StatusReport report) {
        if (report.isReady()) {
            return Verdict.reached(message(report));
        }
        Optional<Condition> stalled =
                report.condition("ChainsAdvancing").filter(condition -> condition.status() == ConditionStatus.FALSE);
        if (stalled.isPresent()) {
            return Verdict.failed("its chains do not advance: " + stalled.get().message(), waiting(report));
        }
        return Verdict.pending(message(report));
    }

    /** Processes that died and are started again, a sentence each. */
    public static List<String> notices(@Nullable RuntimeState state) {
        List<String> notices = new ArrayList<>();
        if (state != null) {
            state.processes().forEach((name, process) -> {
                if (process.lastDeath() != null && process.deathsInARow() > 0) {
                    notices.add(name + " " + process.lastDeath().how() + " and is started again");
                }
            });
        }
        return notices;
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

    private static String message(StatusReport report) {
        return report.condition("Ready").map(Condition::message).orElse("starting");
    }
}
