package dev.flowbed.cli.status;

import dev.flowbed.cli.terminal.Table;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.minerpool.Interruptions;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.crds.minerpool.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Miner pools as people read them: a table, and below it what is particular about a pool. Pure. */
final class PoolsText {
    private static final String READY = "Ready";

    /** What is said of a pool that was asked for nothing particular, or that nobody looks after now. */
    private static final Set<String> NOTHING_PARTICULAR =
            Set.of("FixedReplicas", "AlwaysOpen", "NoBudget", "WithinBudget", "NotDecided");

    private PoolsText() {}

    static List<String> lines(Map<String, MinerPoolStatus> pools) {
        Table table = new Table("MINERS", "MINING", "HASH RATE", "ACCEPTED", "REJECTED");
        pools.forEach((name, pool) -> table.row(
                name,
                pool.readyReplicas() + "/" + wanted(pool),
                rate(pool),
                shown(pool.acceptedBlocks()),
                shown(pool.rejectedBlocks())));
        List<String> lines = new ArrayList<>(table.lines());
        pools.forEach((name, pool) -> particulars(pool).forEach(text -> lines.add("  " + name + ": " + text)));
        return lines;
    }

    private static int wanted(MinerPoolStatus pool) {
        return Optional.ofNullable(pool.desiredReplicas()).orElse(pool.replicas());
    }

    private static String rate(MinerPoolStatus pool) {
        String measured = shown(pool.hashrate());
        return pool.desiredHashrate() == null ? measured : measured + " of " + pool.desiredHashrate();
    }

    private static List<String> particulars(MinerPoolStatus pool) {
        List<String> texts = new ArrayList<>();
        for (Condition condition : pool.conditions()) {
            boolean ordinary = condition.type().equals(READY)
                    ? condition.status() == ConditionStatus.TRUE
                    : NOTHING_PARTICULAR.contains(condition.reason());
            if (!ordinary) {
                texts.add(condition.message());
            }
        }
        Optional.ofNullable(pool.interruptions()).ifPresent(interruptions -> texts.add(lost(interruptions)));
        Optional.ofNullable(pool.usage())
                .filter(usage -> usage.gpuHours() != null || !usage.periods().isEmpty())
                .ifPresent(usage -> texts.add(taken(usage)));
        return texts;
    }

    private static String lost(Interruptions interruptions) {
        return interruptions.lost() + " miners lost, " + interruptions.regained() + " of them regained"
                + Optional.ofNullable(interruptions.lastReason())
                        .map(reason -> "; the last: " + reason)
                        .orElse("");
    }

    private static String taken(Usage usage) {
        String hours = Stream.of(
                        hours(usage.podHours(), "miner-hours"),
                        hours(usage.gpuHours(), "GPU-hours"),
                        hours(usage.cpuHours(), "CPU-hours"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        String periods = usage.periods().stream()
                .map(period -> "; " + period.podHours() + " miner-hours of the " + period.length() + " since "
                        + period.start())
                .collect(Collectors.joining());
        return "taken " + hours + " since " + usage.since() + periods;
    }

    private static Optional<String> hours(@Nullable String value, String unit) {
        return Optional.ofNullable(value).map(hours -> hours + " " + unit);
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }
}
