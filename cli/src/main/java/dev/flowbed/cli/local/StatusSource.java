package dev.flowbed.cli.local;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.cli.state.Json;
import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.cli.supervise.Marks;
import dev.flowbed.observer.Conditions;
import dev.flowbed.observer.Observer;
import dev.flowbed.observer.Picture;
import dev.flowbed.status.Facts;
import dev.flowbed.status.Facts.ProcessFacts;
import dev.flowbed.status.StatusReport;
import dev.flowbed.status.Statuses;
import dev.flowbed.status.Watching;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status of a testnet now: its supervisor's when that is fresh, else from a look of our own. */
public final class StatusSource {
    private static final Duration FRESH = Duration.ofSeconds(15);

    private StatusSource() {}

    /** The status, also of a testnet that does not run. */
    public static StatusReport now(LocalTestnet testnet) throws IOException, InterruptedException {
        Instant now = testnet.machine().clock().instant();
        Optional<StatusReport> last = Json.read(testnet.dir().statusFile(), StatusReport.class);
        boolean fresh = last.filter(report -> Instant.parse(report.observedAt()).isAfter(now.minus(FRESH)))
                .isPresent();
        if (fresh && testnet.dir().isSupervised()) {
            return last.get();
        }
        return look(testnet, last.orElse(null), now);
    }

    private static StatusReport look(LocalTestnet testnet, @Nullable StatusReport last, Instant now)
            throws IOException, InterruptedException {
        TestnetResources resources = testnet.resources();
        Blueprint blueprint = testnet.blueprint(resources);
        try (Observer observer = new Observer(Watching.of(resources, blueprint, testnet.apiKey(resources)))) {
            Map<String, ProcessFacts> processes = processes(testnet, now);
            Picture picture = observer.observe().without(absent(blueprint, processes));
            Facts facts = new Facts(
                    resources,
                    blueprint,
                    picture,
                    List.copyOf(Conditions.of(picture).values()),
                    processes,
                    instant(last == null ? null : last.testnet().readySince()),
                    instant(last == null ? null : last.testnet().lastActivity()),
                    null,
                    Facts.Mining.UNKNOWN);
            return Statuses.of(facts, last, now);
        }
    }

    /** The nodes that do not run: whoever answers at their addresses is somebody else. */
    private static Map<String, String> absent(Blueprint blueprint, Map<String, ProcessFacts> processes) {
        Map<String, String> absent = new HashMap<>();
        for (NodeWorkload node : blueprint.nodes()) {
            ProcessFacts process = processes.get(node.name());
            if (process == null || !process.runs()) {
                absent.put(node.name(), ProcessState.NOT_THERE);
            }
        }
        return absent;
    }

    private static Map<String, ProcessFacts> processes(LocalTestnet testnet, Instant now) throws IOException {
        Map<String, ProcessFacts> facts = new HashMap<>();
        testnet.dir()
                .state()
                .map(RuntimeState::processes)
                .orElse(Map.of())
                .forEach((name, process) -> facts.put(
                        name,
                        new ProcessFacts(
                                false, Instant.parse(process.since()), Math.max(0, process.starts() - 1), null)));
        for (Marks.Leader leader : testnet.processes().leaders()) {
            ProcessFacts known = facts.get(leader.process());
            facts.put(
                    leader.process(),
                    new ProcessState(
                                    leader.id(),
                                    known == null ? now : known.since(),
                                    known == null ? 0 : known.restarts(),
                                    "")
                            .facts(testnet.machine().table()::isSuspended));
        }
        return facts;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
