package dev.flowbed.operator.kube;

import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.operator.kube.EventRecorder.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which changes of conditions are news: those that went over to True or False. Pure. */
public final class Transitions {
    /** Conditions that are best when they are False. */
    private static final Set<String> WARNING_WHEN_TRUE = Set.of("Expiring", "Hibernated");

    private Transitions() {}

    /** One piece of news. */
    public record News(Type type, String reason, String message) {}

    /**
     * What happened from one status to the next. At first, and while something comes up for the first time, what is not yet
     * well is no news.
     *
     * @param comingUp whether it has never been Ready
     */
    public static List<News> between(List<Condition> before, List<Condition> after, boolean comingUp) {
        List<News> news = new ArrayList<>();
        for (Condition now : after) {
            if (now.status() == ConditionStatus.UNKNOWN) {
                continue;
            }
            Optional<ConditionStatus> was = before.stream()
                    .filter(condition -> condition.type().equals(now.type()))
                    .map(Condition::status)
                    .findFirst();
            if (was.equals(Optional.of(now.status()))) {
                continue;
            }
            boolean good = (now.status() == ConditionStatus.TRUE) != WARNING_WHEN_TRUE.contains(now.type());
            boolean fromNothing = was.isEmpty() || was.get() == ConditionStatus.UNKNOWN;
            boolean fell = was.equals(Optional.of(ConditionStatus.TRUE));
            boolean expected =
                    good ? was.isEmpty() && !now.type().equals("Ready") : fromNothing && comingUp && isSlow(now);
            if (!expected) {
                news.add(new News(
                        good || (fell && isSlow(now) && comingUp) ? Type.NORMAL : Type.WARNING,
                        now.type().equals(now.reason()) ? now.reason() : now.type() + now.reason(),
                        now.message()));
            }
        }
        return news;
    }

    /** What takes its time when something comes up. */
    private static boolean isSlow(Condition condition) {
        return switch (condition.type()) {
            case "Accepted",
                    "ChildrenMade",
                    "HardForksScheduled",
                    "CliquesHealthy",
                    "VolumeFits",
                    "Expiring",
                    "Hibernated" -> false;
            default -> true;
        };
    }
}
