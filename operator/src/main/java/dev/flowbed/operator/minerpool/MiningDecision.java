package dev.flowbed.operator.minerpool;

import dev.flowbed.blueprint.MinerWorkload;
import java.util.Optional;

/**
 * What becomes of a pool's miners, and why.
 *
 * @param action what is done
 * @param miner what each miner runs; there whenever miners run
 * @param reason why they do not mine, in one word; {@code Wanted} when they do
 * @param message the same in a sentence
 */
public record MiningDecision(Action action, Optional<MinerWorkload> miner, String reason, String message) {

    /** What is done about the miners. */
    public enum Action {
        /** As many run as the pool says. */
        MINE,
        /** None runs. */
        STOP,
        /** What runs goes on as it is: nothing is made, changed or ended. */
        LEAVE
    }

    /** A pool that is to mine. */
    static MiningDecision mine(MinerWorkload miner) {
        return new MiningDecision(Action.MINE, Optional.of(miner), "Wanted", "");
    }

    static MiningDecision stop(String reason, String message) {
        return new MiningDecision(Action.STOP, Optional.empty(), reason, message);
    }

    static MiningDecision leave(String reason, String message) {
        return new MiningDecision(Action.LEAVE, Optional.empty(), reason, message);
    }
}
