package dev.flowbed.status.mining;

/**
 * How many hashes a second hold the block time within its tolerance. Pure.
 *
 * <p>At a difficulty that calls for C hashes a second, H give blocks every target * C / H. When that is over target * (1 + tolerance),
 * miners are wanted; not for target itself, though: blocks that come a little late let the difficulty fall at its full pace (2 % a block
 * from 8 % late on, node-image's DifficultyAdjustment), and with it falls what is wanted, down to what others mine for themselves. A hold
 * at target would have to last for ever. Miners go one by one as far as the tolerance lets them: where one is a larger part of all than
 * that, the last ones stay.
 */
final class BlockTimeHold {
    /** Where in the tolerance new miners lead to, and from where on miners may go. */
    private static final double LED = 0.75;

    private static final double SPARE = 0.5;

    /** How far into the tolerance the next miner's going may lead. */
    private static final double LEFT = 0.85;

    private BlockTimeHold() {}

    /**
     * Hashes a second that are wanted of all miners together.
     *
     * @param called what the difficulty calls for
     * @param mined what is tried now
     * @param tolerance of the block time, as a part of it
     */
    static double wanted(double called, double mined, double tolerance) {
        if (called > mined * (1 + tolerance)) {
            return called / (1 + LED * tolerance);
        }
        return called < mined * (1 + SPARE * tolerance) ? called / (1 + LEFT * tolerance) : mined;
    }
}
