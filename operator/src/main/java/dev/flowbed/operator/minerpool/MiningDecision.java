package dev.flowbed.operator.minerpool;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.MinerWorkload;
import dev.flowbed.blueprint.Placement;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.testnet.Checked;
import dev.flowbed.operator.testnet.Hibernation;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * What becomes of a pool's miners, and why.
 *
 * @param action what is done
 * @param plan what is to run; there when something is made or kept
 * @param hindrance why the pool does not mine as it says; empty when it may
 */
public record MiningDecision(Action action, Optional<PoolPlan> plan, Optional<Hindrance> hindrance) {

    /** The reason for a Testnet that is paused. */
    static final String PAUSED = "Paused";

    /** What is done about the miners. */
    public enum Action {
        /** They are made as the plan says. */
        BRING,
        /** They go. */
        REMOVE,
        /** What runs goes on as it is: nothing is made, changed or ended. */
        LEAVE
    }

    /**
     * Why a pool does not mine.
     *
     * @param reason a word, as conditions have them
     * @param message a sentence, with the way out
     */
    public record Hindrance(String reason, String message) {}

    /** For a pool whose Testnet does not exist. */
    static MiningDecision orphaned(MinerPool pool) {
        String testnet = pool.getSpec().testnetRef().name();
        return new MiningDecision(
                Action.REMOVE,
                Optional.empty(),
                Optional.of(new Hindrance(
                        "TestnetNotFound",
                        "Testnet " + testnet + " does not exist in namespace "
                                + pool.getMetadata().getNamespace() + ": apply it, or make another MinerPool that"
                                + " names the right one in spec.testnetRef.name")));
    }

    /**
     * For a pool of a Testnet that exists.
     *
     * @param checked what is wrong with the Testnet and the pool
     * @param miners how many miners it is to have; only asked when it may mine
     */
    static MiningDecision of(
            MinerPool pool, Testnet testnet, Checked checked, Placement placement, IntSupplier miners) {
        String name = testnet.getMetadata().getName();
        if (!checked.isSound()) {
            return leave("TestnetInvalid", "Testnet " + name + ": " + checked.message(testnet));
        }
        if (!checked.of(pool).isEmpty()) {
            return leave("Invalid", checked.message(pool));
        }
        if (testnet.getSpec().paused()) {
            return leave(
                    PAUSED,
                    "Testnet " + name + " is paused: the miners are left as they are until its"
                            + " spec.paused is false again");
        }
        MinerWorkload miner = Blueprint.miner(pool, TestnetResources.of(testnet), placement);
        if (Hibernation.is(testnet)) {
            return new MiningDecision(
                    Action.BRING,
                    Optional.of(new PoolPlan(pool, miner, 0)),
                    Optional.of(new Hindrance("Hibernated", "Testnet " + name + " hibernates")));
        }
        PoolPlan plan = new PoolPlan(pool, miner, miners.getAsInt());
        return new MiningDecision(Action.BRING, Optional.of(plan), Optional.empty());
    }

    private static MiningDecision leave(String reason, String message) {
        return new MiningDecision(Action.LEAVE, Optional.empty(), Optional.of(new Hindrance(reason, message)));
    }
}
