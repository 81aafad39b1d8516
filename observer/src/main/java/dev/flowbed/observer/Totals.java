package dev.flowbed.observer;

import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.CoinbaseData;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxOutput;
import java.math.BigInteger;

/**
 * What was seen in the blocks of a chain since the observer started. Blocks that came faster than they are looked at
 * ({@link Limits#catchUp}) are not in it.
 *
 * @param transactions transactions beside coinbases
 * @param uncles uncles that blocks name
 * @param feesBurned gas fees, all of which are burned, in atto ALPH
 * @param minted what coinbases paid out, in atto ALPH: with the fees, how the supply changed
 */
public record Totals(long transactions, long uncles, BigInteger feesBurned, BigInteger minted) {
    /** Nothing seen yet. */
    public static final Totals NONE = new Totals(0, 0, BigInteger.ZERO, BigInteger.ZERO);

    /** Only transactions. */
    static Totals ofTransactions(long transactions) {
        return new Totals(transactions, 0, BigInteger.ZERO, BigInteger.ZERO);
    }

    /** What one block holds; nothing for a genesis block. */
    static Totals of(Block block) {
        if (block.header().isGenesis() || block.transactions().isEmpty()) {
            return NONE;
        }
        BigInteger fees = BigInteger.ZERO;
        for (Transaction transaction : block.nonCoinbase()) {
            fees = fees.add(transaction.unsigned().gasFee().value());
        }
        BigInteger minted = BigInteger.ZERO;
        for (TxOutput output : block.coinbase().outputs()) {
            minted = minted.add(output.amount().value());
        }
        return new Totals(block.transactions().size() - 1, uncles(block), fees, minted);
    }

    private static int uncles(Block block) {
        try {
            return CoinbaseData.of(block).uncles().size();
        } catch (RuntimeException e) {
            // a coinbase of before Danube says it otherwise, or not at all
            return 0;
        }
    }

    /** Both together. */
    Totals plus(Totals other) {
        return new Totals(
                transactions + other.transactions,
                uncles + other.uncles,
                feesBurned.add(other.feesBurned),
                minted.add(other.minted));
    }
}
