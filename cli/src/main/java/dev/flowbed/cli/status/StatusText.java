package dev.flowbed.cli.status;

import dev.flowbed.cli.terminal.Table;
import dev.flowbed.cli.terminal.Terminal;
import dev.flowbed.crds.ChainStatus;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.Endpoints;
import dev.flowbed.crds.fullnode.FullNodeStatus;
import dev.flowbed.crds.testnet.NodeStatus;
import dev.flowbed.crds.testnet.TestnetStatus;
import dev.flowbed.status.StatusReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Status as people read it. Pure. */
public final class StatusText {
    private final Terminal terminal;
    private final Instant now;

    public StatusText(Terminal terminal, Instant now) {
        this.terminal = terminal;
        this.now = now;
    }

    /** The lines, the first of which is given. */
    public List<String> lines(String headline, StatusReport report) {
        TestnetStatus status = report.testnet();
        List<String> lines = new ArrayList<>();
        lines.add(headline);
        summary(status).ifPresent(line -> lines.add("  " + line));
        lines.add("");
        conditions(status, lines);
        lines.add("");
        lines.addAll(nodes(report));
        if (!report.pools().isEmpty()) {
            lines.add("");
            lines.addAll(PoolsText.lines(report.pools()));
        }
        if (!status.chains().isEmpty()) {
            lines.add("");
            lines.addAll(ChainGrid.lines(status.chains()));
            oldestTip(status.chains()).ifPresent(line -> lines.add(terminal.faint(line)));
        }
        return lines;
    }

    private Optional<String> summary(TestnetStatus status) {
        List<String> parts = new ArrayList<>();
        Optional.ofNullable(status.version()).ifPresent(parts::add);
        Optional.ofNullable(status.readyNodes()).ifPresent(nodes -> parts.add(nodes + " nodes ready"));
        Optional.ofNullable(status.height()).ifPresent(height -> parts.add("least height " + height));
        Optional.ofNullable(status.hashrate()).ifPresent(parts::add);
        Optional.ofNullable(status.expiresAt()).ifPresent(end -> parts.add(ends(Instant.parse(end))));
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }

    private String ends(Instant end) {
        long left = Math.max(0, Duration.between(now, end).toSeconds());
        return "ends in " + Duration.ofSeconds(left).toString().substring(2).toLowerCase(Locale.ROOT) + " (at "
                + end.truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    private void conditions(TestnetStatus status, List<String> lines) {
        int width = status.conditions().stream()
                .mapToInt(condition -> condition.type().length())
                .max()
                .orElse(0);
        for (Condition condition : status.conditions()) {
            String holds = String.format("%-7s", capitalised(condition.status().name()));
            lines.add("  " + String.format("%-" + (width + 2) + "s", condition.type())
                    + coloured(condition.status(), holds) + "  " + condition.message());
        }
    }

    private String coloured(ConditionStatus status, String text) {
        return switch (status) {
            case TRUE -> terminal.green(text);
            case FALSE -> terminal.red(text);
            case UNKNOWN -> terminal.yellow(text);
        };
    }

    private static List<String> nodes(StatusReport report) {
        Table table = new Table("NODE", "STATE", "GROUPS", "PEERS", "HEIGHT", "RESTARTS", "REST");
        for (NodeStatus node : report.testnet().nodes()) {
            Optional<FullNodeStatus> full = Optional.ofNullable(report.nodes().get(node.name()));
            table.row(
                    node.name(),
                    String.valueOf(node.state()),
                    full.map(status -> status.groups().toString().replaceAll("[\\[\\],]", ""))
                            .orElse("-"),
                    shown(full.map(FullNodeStatus::peers)),
                    shown(full.map(FullNodeStatus::height)),
                    node.restarts(),
                    shown(Optional.ofNullable(node.endpoints()).map(Endpoints::rest)));
        }
        return table.lines();
    }

    private Optional<String> oldestTip(List<ChainStatus> chains) {
        return chains.stream()
                .map(ChainStatus::tipTime)
                .flatMap(time -> Optional.ofNullable(time).stream())
                .map(Instant::parse)
                .min(Instant::compareTo)
                .map(tip ->
                        "oldest tip: " + Math.max(0, Duration.between(tip, now).toSeconds()) + " s");
    }

    private static String shown(Optional<?> value) {
        return value.map(String::valueOf).orElse("-");
    }

    private static String capitalised(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
