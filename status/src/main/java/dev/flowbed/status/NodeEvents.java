package dev.flowbed.status;

import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.fullnode.FullNodeStatus;
import dev.flowbed.status.Facts.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to nodes whose processes live on all the while: they fell silent, or speak again. Pure. */
public final class NodeEvents {
    private static final Set<String> SILENT = Set.of(Statuses.NOT_ANSWERING, Trouble.SUSPENDED);

    private NodeEvents() {}

    /** What changed from one report to the next, a sentence each without a full stop. */
    public static List<String> between(@Nullable StatusReport before, StatusReport after) {
        List<String> events = new ArrayList<>();
        for (Map.Entry<String, FullNodeStatus> node : after.nodes().entrySet()) {
            Optional<Condition> was =
                    ready(before == null ? null : before.nodes().get(node.getKey()));
            Optional<Condition> is = ready(node.getValue());
            boolean wasSilent = was.filter(NodeEvents::isSilent).isPresent();
            if (is.filter(NodeEvents::isSilent).isPresent()) {
                boolean worse = is.get().reason().equals(Trouble.SUSPENDED)
                        && !was.map(Condition::reason).equals(is.map(Condition::reason));
                if (!wasSilent || worse) {
                    events.add(node.getKey() + ": " + is.get().message());
                }
            } else if (wasSilent
                    && is.filter(now -> now.status() == ConditionStatus.TRUE).isPresent()) {
                events.add(node.getKey() + ": answers again");
            }
        }
        return events;
    }

    private static boolean isSilent(Condition ready) {
        return SILENT.contains(ready.reason());
    }

    private static Optional<Condition> ready(@Nullable FullNodeStatus status) {
        return Optional.ofNullable(status)
                .flatMap(found -> found.conditions().stream().findFirst());
    }
}
