package dev.flowbed.operator.kube;

import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ObservedStatus;
import dev.flowbed.crds.fullnode.FullNodeStatus;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.crds.shard.ShardStatus;
import dev.flowbed.crds.testnet.NodeStatus;
import dev.flowbed.crds.testnet.TestnetStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When a status is written: at once when something changed that a person would act on, else, when only figures changed, every
 * thirty seconds at most, and not at all when nothing did. A status that an earlier operator wrote stays for the first ten seconds:
 * this one has not seen yet what that one knew. Of one controller.
 */
public final class StatusPace {
    private static final Duration FIGURES = Duration.ofSeconds(30);
    private static final Duration FIRST_SIGHT = Duration.ofSeconds(10);
    private static final int REMEMBERED = 1 << 16;

    private final Map<String, Instant> written = Collections.synchronizedMap(new Recent<>(REMEMBERED));
    private final Map<String, Instant> met = Collections.synchronizedMap(new Recent<>(REMEMBERED));

    /**
     * What a pass ends with: the status, from a fresh object, so that only the status is claimed; or no update, and a pass again
     * when the figures are due.
     *
     * @param empty makes an object of the resource's kind
     */
    public <S extends ObservedStatus, R extends CustomResource<?, S>> UpdateControl<R> control(
            R resource, S status, Supplier<R> empty, Instant now) {
        String uid = resource.getMetadata().getUid();
        S before = resource.getStatus();
        if (status.equals(before)) {
            return UpdateControl.noUpdate();
        }
        Instant settled = met.computeIfAbsent(uid, key -> now).plus(FIRST_SIGHT);
        if (!written.containsKey(uid) && settled.isAfter(now) && isOf(resource, before)) {
            return UpdateControl.<R>noUpdate().rescheduleAfter(Duration.between(now, settled));
        }
        Instant due = written.getOrDefault(uid, Instant.EPOCH).plus(FIGURES);
        if (!essence(status).equals(essence(before)) || !due.isAfter(now)) {
            written.put(uid, now);
            R fresh = empty.get();
            fresh.setMetadata(new ObjectMetaBuilder()
                    .withName(resource.getMetadata().getName())
                    .withNamespace(resource.getMetadata().getNamespace())
                    .build());
            fresh.setStatus(status);
            return UpdateControl.patchStatus(fresh);
        }
        return UpdateControl.<R>noUpdate().rescheduleAfter(Duration.between(now, due));
    }

    /** Whether a status speaks of the resource as it is asked for now. */
    private static boolean isOf(CustomResource<?, ?> resource, @Nullable ObservedStatus status) {
        return status != null
                && status.observedGeneration() != null
                && status.observedGeneration().equals(resource.getMetadata().getGeneration());
    }

    /** All of a status but its figures: heights, hash rates, tips, and messages, which hold such. */
    static List<Object> essence(@Nullable ObservedStatus status) {
        List<Object> essence = new ArrayList<>();
        if (status == null) {
            return essence;
        }
        essence.add(holding(status.conditions()));
        essence.add(Optional.ofNullable(status.observedGeneration()));
        if (status instanceof TestnetStatus testnet) {
            essence.add(Optional.ofNullable(testnet.version()));
            essence.add(Optional.ofNullable(testnet.readyNodes()));
            essence.add(Optional.ofNullable(testnet.endpoints()));
            for (NodeStatus node : testnet.nodes()) {
                essence.add(node);
            }
            essence.add(testnet.accounts());
            essence.add(Optional.ofNullable(testnet.readySince()));
            essence.add(testnet.healings());
        } else if (status instanceof FullNodeStatus node) {
            essence.add(Optional.ofNullable(node.version()));
            essence.add(node.groups());
            essence.add(Optional.ofNullable(node.synced()));
            essence.add(Optional.ofNullable(node.restarts()));
            essence.add(Optional.ofNullable(node.endpoints()));
        } else if (status instanceof ShardStatus shard) {
            essence.add(shard.groups());
            essence.add(Optional.ofNullable(shard.readyNodes()));
        } else if (status instanceof MinerPoolStatus pool) {
            essence.add(pool.replicas());
            essence.add(pool.readyReplicas());
            essence.add(Optional.ofNullable(pool.desiredReplicas()));
            essence.add(Optional.ofNullable(pool.window()));
            essence.add(Objects.requireNonNullElse(pool.selector(), ""));
        }
        return essence;
    }

    /** A message tells of figures where all is well; where it is not, it says why. */
    private static List<Object> holding(List<Condition> conditions) {
        List<Object> holding = new ArrayList<>();
        for (Condition condition : conditions) {
            holding.add(condition.type());
            holding.add(condition.status());
            holding.add(condition.reason());
            holding.add(Optional.ofNullable(condition.observedGeneration()));
        }
        return holding;
    }
}
