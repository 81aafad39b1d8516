package dev.flowbed.miner.hash;

import dev.flowbed.alephium.amount.HashRate;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The choice of an engine.
 *
 * @param engines makes one for each thread
 * @param reason why this one, for the log
 */
public record Engines(Supplier<HashEngine> engines, String reason) {
    /** Vectors of fewer ints are not worth the time that they take to get going. */
    private static final int LEAST_LANES = 8;

    private static final String MODULE = "jdk.incubator.vector";

    /**
     * Chooses.
     *
     * @param hertz the most hashes a second that a thread may try, infinity for no bound
     * @param told hears, later, whether the vector engine took over
     */
    public static Engines choose(EngineWish wish, double hertz, Consumer<String> told) {
        if (wish == EngineWish.SCALAR) {
            return scalar("as asked");
        }
        if (wish == EngineWish.AUTO && hertz <= HashRate.PLAIN_THREAD.hertz()) {
            return scalar("its cap is within what one nonce after the other gives");
        }
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return scalar("this Java was started without --add-modules " + MODULE);
        }
        int lanes = VectorEngine.lanes();
        if (lanes < LEAST_LANES) {
            return scalar(
                    "vectors of this CPU hold " + lanes + " ints, and less than " + LEAST_LANES + " bring nothing");
        }
        Takeover takeover = new Takeover(told);
        takeover.start();
        return new Engines(
                takeover::engine, "scalar until the vector engine of " + lanes + " lanes is compiled and tested");
    }

    private static Engines scalar(String reason) {
        return new Engines(ScalarEngine::new, "scalar: " + reason);
    }
}
