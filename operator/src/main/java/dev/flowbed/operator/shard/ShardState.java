package dev.flowbed.operator.shard;

import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.ObservedStatus;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.shard.ShardStatus;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.testnet.Checked;
import dev.flowbed.operator.testnet.Hibernation;
import dev.flowbed.status.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the status of a Shard says, from its Testnet and from what the Testnet's pass saw of its nodes. Pure. */
final class ShardState {
    private static final String READY = "Ready";
    private static final String ACCEPTED = "Accepted";

    private final Shard shard;
    private final Conditions conditions;

    private ShardState(Shard shard, Instant now) {
        this.shard = shard;
        this.conditions = new Conditions(
                ObservedStatus.conditionsOf(shard), now, shard.getMetadata().getGeneration());
    }

    /** For a Shard whose Testnet does not exist. */
    static ShardStatus orphaned(Shard shard, Instant now) {
        String message = "Testnet " + shard.getSpec().testnetRef().name() + " does not exist in namespace "
                + shard.getMetadata().getNamespace() + ": apply it, or make another Shard that names the right one in"
                + " spec.testnetRef.name";
        return new ShardState(shard, now).refused("TestnetNotFound", message);
    }

    /**
     * For a Shard of a Testnet that exists.
     *
     * @param checked what is wrong with the Testnet and the Shard
     * @param seen what the Testnet's pass reports of the Shard; empty before that, and for a Shard that is not in use
     */
    static ShardStatus of(Shard shard, Testnet testnet, Checked checked, Optional<ShardStatus> seen, Instant now) {
        ShardState state = new ShardState(shard, now);
        if (!checked.of(shard).isEmpty()) {
            return state.refused("Invalid", checked.message(shard));
        }
        if (!checked.isSound()) {
            String name = testnet.getMetadata().getName();
            return state.refused("TestnetInvalid", "Testnet " + name + ": " + checked.message(testnet));
        }
        if (Hibernation.is(testnet)) {
            return state.accepted(
                    Optional.empty(),
                    state.conditions.of(
                            READY,
                            false,
                            "Hibernated",
                            "Testnet " + testnet.getMetadata().getName() + " hibernates"));
        }
        Condition ready = seen.flatMap(status -> status.conditions().stream().findFirst())
                .map(found -> state.conditions.of(READY, found.status(), found.reason(), found.message()))
                .orElseGet(() -> state.conditions.of(
                        READY, ConditionStatus.UNKNOWN, "NotObserved", "its nodes have not been looked at yet"));
        return state.accepted(seen, ready);
    }

    private ShardStatus refused(String reason, String message) {
        return status(
                Optional.empty(),
                conditions.of(READY, false, reason, message),
                conditions.of(ACCEPTED, false, reason, message));
    }

    private ShardStatus accepted(Optional<ShardStatus> seen, Condition ready) {
        return status(seen, ready, conditions.of(ACCEPTED, true, "Valid", "the Shard is valid"));
    }

    private ShardStatus status(Optional<ShardStatus> seen, Condition ready, Condition accepted) {
        return new ShardStatus(
                shard.getMetadata().getGeneration(),
                List.of(ready, accepted),
                seen.map(ShardStatus::groups).orElse(List.of()),
                seen.map(ShardStatus::readyNodes).orElse(null),
                seen.map(ShardStatus::height).orElse(null),
                seen.map(ShardStatus::chains).orElse(List.of()));
    }
}
