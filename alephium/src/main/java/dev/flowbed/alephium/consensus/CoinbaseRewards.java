package dev.flowbed.alephium.consensus;

import dev.flowbed.alephium.amount.U256;
import java.util.List;

/** How a block's reward is shared with uncles, since Danube (model/Coinbase.scala). Gas fees are burnt. */
public final class CoinbaseRewards {
    /** Uncles may be this many heights back at most. */
    public static final int MAX_UNCLE_AGE = 7;
    /** And a block may name this many. */
    public static final int MAX_UNCLES = 2;

    private static final long MAIN_NUMERATOR = 100 * 8 * 32;
    private static final long MAIN_DENOMINATOR = 10 * 7 * 33 + 100 * 8 * 32;

    private CoinbaseRewards() {}

    /** What is left for the main chain when an expected number of uncles is provided for. */
    public static U256 mainChain(U256 miningReward) {
        return miningReward.times(MAIN_NUMERATOR).dividedBy(MAIN_DENOMINATOR);
    }

    /** What the miner of an uncle so many heights back gets (1 to {@link #MAX_UNCLE_AGE}). */
    public static U256 uncle(U256 mainChainReward, int heightDifference) {
        if (heightDifference < 1 || heightDifference > MAX_UNCLE_AGE) {
            throw new IllegalArgumentException("not an uncle: " + heightDifference + " heights back");
        }
        return mainChainReward.times(MAX_UNCLE_AGE + 1 - heightDifference).dividedBy(MAX_UNCLE_AGE + 1);
    }

    /** What the block's own miner gets: the main chain's share, and a 32nd of what it gives to uncles. */
    public static U256 block(U256 mainChainReward, List<U256> uncleRewards) {
        U256 sum = U256.ZERO;
        for (U256 reward : uncleRewards) {
            sum = sum.plus(reward);
        }
        return mainChainReward.plus(sum.dividedBy(32));
    }
}
