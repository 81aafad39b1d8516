package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetStatus;
import dev.flowbed.observer.Condition;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.Watched;
import dev.flowbed.operator.observation.Look;
import dev.flowbed.status.Facts;
import dev.flowbed.status.LifetimePlan.End;
import dev.flowbed.status.StatusReport;
import dev.flowbed.status.Statuses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the status of a Testnet and of all that belongs to it. Pure. */
final class TestnetReports {
    private static final TestnetStatus NOTHING = new TestnetStatus(
            null, List.of(), null, null, null, null, null, List.of(), List.of(), List.of(), null, null, null, List.of(),
            null);

    private TestnetReports() {}

    /** The status that a Testnet bears; an empty one at first. */
    static TestnetStatus statusOf(Testnet testnet) {
        return testnet.getStatus() == null ? NOTHING : testnet.getStatus();
    }

    /**
     * The report.
     *
     * @param last the report of this operator's last pass; absent at its first, when what the Testnet bears says what was
     */
    static StatusReport of(Situation situation, @Nullable StatusReport last) {
        Gathered gathered = situation.gathered();
        TestnetStatus before = statusOf(gathered.testnet());
        Blueprint blueprint = gathered.blueprint().orElseThrow();
        List<Condition> conditions = TestnetConditions.of(situation);
        boolean ready = conditions.get(0).isTrue();
        End end = situation.expiry().end();
        Facts facts = new Facts(
                gathered.resources(),
                blueprint,
                situation.look().map(Look::picture).orElseGet(() -> nothingSeen(gathered, blueprint, situation.now())),
                conditions,
                situation.processes(),
                Optional.ofNullable(before.readySince())
                        .map(Instant::parse)
                        .or(() -> ready ? Optional.of(seconds(situation.now())) : Optional.empty())
                        .orElse(null),
                lastActivity(before, situation),
                end == null ? null : seconds(end.at()),
                situation.healing().remembered(),
                ClientEndpoints.of(gathered),
                situation.mining());
        return Statuses.of(facts, earlier(gathered, before, last), situation.now());
    }

    /** Conditions as the observer has them. */
    static List<Condition> observed(List<dev.flowbed.crds.Condition> conditions) {
        return conditions.stream()
                .map(condition -> new Condition(
                        condition.type(),
                        condition.status() == ConditionStatus.TRUE
                                ? Condition.Status.TRUE
                                : condition.status() == ConditionStatus.FALSE
                                        ? Condition.Status.FALSE
                                        : Condition.Status.UNKNOWN,
                        condition.reason(),
                        condition.message()))
                .toList();
    }

    /** The same status with other conditions. */
    static TestnetStatus withConditions(
            TestnetStatus status, @Nullable Long generation, List<dev.flowbed.crds.Condition> conditions) {
        return new TestnetStatus(
                generation,
                conditions,
                status.version(),
                status.readyNodes(),
                status.height(),
                status.hashrate(),
                status.endpoints(),
                status.nodes(),
                status.chains(),
                status.accounts(),
                status.readySince(),
                status.lastActivity(),
                status.expiresAt(),
                status.healings(),
                status.mining());
    }

    private static StatusReport earlier(Gathered gathered, TestnetStatus before, @Nullable StatusReport last) {
        if (last != null) {
            return new StatusReport(last.observedAt(), before, last.nodes(), last.shards(), last.pools());
        }
        Map<String, dev.flowbed.crds.fullnode.FullNodeStatus> nodes = new java.util.TreeMap<>();
        gathered.resources().fullNodes().stream()
                .filter(node -> node.getStatus() != null)
                .forEach(node -> nodes.put(node.getMetadata().getName(), node.getStatus()));
        Map<String, dev.flowbed.crds.shard.ShardStatus> shards = new java.util.TreeMap<>();
        gathered.resources().shards().stream()
                .filter(shard -> shard.getStatus() != null)
                .forEach(shard -> shards.put(shard.getMetadata().getName(), shard.getStatus()));
        // nothing is known of when it was written: a node that is silent now may just be starting
        return new StatusReport(Instant.EPOCH.toString(), before, nodes, shards, Map.of());
    }

    private static @Nullable Instant lastActivity(TestnetStatus before, Situation situation) {
        return Stream.of(
                        Optional.ofNullable(before.lastActivity()).map(Instant::parse),
                        situation.look().flatMap(Look::lastUse).map(TestnetReports::seconds))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static Picture nothingSeen(Gathered gathered, Blueprint blueprint, Instant now) {
        return new Picture(
                new Watched(gathered.name(), blueprint.groups(), Duration.ofSeconds(1), List.of(), List.of()),
                now,
                List.of(),
                List.of(),
                List.of());
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }
}
