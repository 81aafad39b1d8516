package dev.flowbed.observer;

import dev.flowbed.alephium.model.ChainIndex;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a chain was found in one clique, asked of the broker that serves the chain's first group.
 *
 * @param height the height of its newest block; -1 when it could not be read yet
 * @param tip the newest block; none for genesis, or when it could not be read
 * @param firstSeen when the observer first read it
 * @param lastGrowth when it was last seen to grow; none before that
 * @param blockInterval the time between blocks, measured over what was seen to grow; none before that
 * @param hashRate the hashes per second over all chains that the newest block's target stands for; none without a tip
 * @param totals what was seen in its blocks since the observer started
 */
public record ChainView(
        ChainIndex chain,
        int clique,
        String node,
        int height,
        Optional<Tip> tip,
        Instant firstSeen,
        Optional<Instant> lastGrowth,
        Optional<Duration> blockInterval,
        Optional<BigInteger> hashRate,
        Totals totals) {

    /** One of which nothing but the number of transactions is known. */
    public ChainView(
            ChainIndex chain,
            int clique,
            String node,
            int height,
            Optional<Tip> tip,
            Instant firstSeen,
            Optional<Instant> lastGrowth,
            Optional<Duration> blockInterval,
            Optional<BigInteger> hashRate,
            long transactions) {
        this(
                chain,
                clique,
                node,
                height,
                tip,
                firstSeen,
                lastGrowth,
                blockInterval,
                hashRate,
                Totals.ofTransactions(transactions));
    }

    /** How many transactions beside coinbases were seen on the chain since the observer started. */
    public long transactions() {
        return totals.transactions();
    }

    /** The same with a height that could not be read. */
    ChainView unknown() {
        return new ChainView(chain, clique, node, -1, tip, firstSeen, lastGrowth, blockInterval, hashRate, totals);
    }

    /** True when the height is known. */
    public boolean isKnown() {
        return height >= 0;
    }
}
