package dev.flowbed.status.mining;

import dev.flowbed.blueprint.GoDuration;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.observer.Condition;
import dev.flowbed.status.mining.TestnetMining.Network;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether the block time is held, for a Testnet whose goal that is. Pure. */
public final class BlockTimeCondition {
    /** The condition's type. */
    public static final String TYPE = "BlockTimeHeld";

    private BlockTimeCondition() {}

    /**
     * The condition; none for a Testnet without the goal.
     *
     * @param network what was measured; absent before that
     */
    public static List<Condition> of(Testnet testnet, @Nullable Network network) {
        Double tolerance = Wishes.blockTimeTolerance(testnet);
        if (tolerance == null) {
            return List.of();
        }
        Duration target = GoDuration.parse(testnet.getSpec().consensus().blockTargetTime());
        Duration expected = network == null ? null : network.expected();
        if (expected == null) {
            return List.of(new Condition(
                    TYPE, Condition.Status.UNKNOWN, "NotMeasured", "no difficulty and hash rate were measured yet"));
        }
        double off = (double) expected.toMillis() / target.toMillis() - 1;
        String message = "at the difficulty and hash rate of now blocks come every " + seconds(expected) + ", target "
                + seconds(target);
        Condition.Status status = Math.abs(off) <= tolerance ? Condition.Status.TRUE : Condition.Status.FALSE;
        String reason = status == Condition.Status.TRUE ? "WithinTolerance" : off > 0 ? "TooSlow" : "TooFast";
        return List.of(new Condition(TYPE, status, reason, message));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
