package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.script.LockupScript;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything of one address to another; to the same address, it merges many outputs into few.
 *
 * @param lockTime milliseconds since 1970 until which the destination is locked; zero for no lock
 * @param maxAmount outputs of this many atto ALPH or more stay where they are; empty for no bound
 * @param utxosLimit outputs to look at, at most; empty for the node's limit
 * @param alphOnly whether tokens stay where they are
 * @param targetBlock build on what this block builds on; empty for the newest
 */
public record SweepRequest(
        Sender from,
        LockupScript.Asset to,
        long lockTime,
        GasChoice gas,
        Optional<U256> maxAmount,
        OptionalInt utxosLimit,
        boolean alphOnly,
        Optional<BlockHash> targetBlock) {
    /** With nothing but the two addresses said. */
    public static SweepRequest of(Sender from, LockupScript.Asset to) {
        return new SweepRequest(
                from, to, 0, GasChoice.DEFAULT, Optional.empty(), OptionalInt.empty(), false, Optional.empty());
    }

    boolean isConsolidation() {
        return from.lockup().equals(to) && lockTime == 0;
    }

    SweepRequest from(Sender other) {
        return new SweepRequest(other, to, lockTime, gas, maxAmount, utxosLimit, alphOnly, targetBlock);
    }
}
