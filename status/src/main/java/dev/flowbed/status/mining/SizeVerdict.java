package dev.flowbed.status.mining;

import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.status.mining.PoolDecision.Verdict;
import dev.flowbed.status.mining.PoolWish.Aim;
import dev.flowbed.status.mining.PoolWish.Kind;
import dev.flowbed.status.mining.TestnetMining.Sizes;

/** Whether a pool mines what is wanted of it, and why not. Pure. */
final class SizeVerdict {
    private SizeVerdict() {}

    /**
     * The verdict.
     *
     * @param holds whether the Testnet wants its block time held
     */
    static Verdict of(PoolWish pool, Sizes sizes, boolean holds) {
        Aim aim = pool.aim();
        if (aim == null) {
            return Verdict.yes(PoolDecision.SIZED, "FixedReplicas", "spec.replicas says how many");
        }
        if (pool.replicas() == 0) {
            return Verdict.yes(
                    PoolDecision.SIZED,
                    "ScaledToZero",
                    "spec.replicas is 0, so it stands still; any other number lets it be sized again");
        }
        if (aim.kind() == Kind.BLOCK_TIME && !holds) {
            return Verdict.yes(
                    PoolDecision.SIZED,
                    "NoGoal",
                    "it has its fewest miners: give it a target or a share, or its Testnet a mining.blockTimeGoal");
        }
        if (sizes.wanted().isEmpty()) {
            return Verdict.unknown(
                    PoolDecision.SIZED,
                    "NotMeasured",
                    aim.kind() == Kind.SHARE
                            ? "nobody else was seen to mine yet, so a share of it is not known"
                            : "the chains were not measured yet");
        }
        double wanted = sizes.wanted().getAsDouble();
        String said = "wanted " + new HashRate(wanted) + ", measured " + new HashRate(sizes.measured());
        if (sizes.allowed() < sizes.asked()) {
            return Verdict.no(
                    PoolDecision.SIZED,
                    "HeldBack",
                    said + ": windows or budgets leave " + sizes.allowed() + " of " + sizes.asked() + " miners");
        }
        if (sizes.each().isEmpty()) {
            return Verdict.unknown(
                    PoolDecision.SIZED, "NotMeasured", said + ": what a miner tries is not measured yet");
        }
        double each = sizes.each().getAsDouble();
        double planned = each * sizes.asked();
        boolean enough = aim.kind() == Kind.BLOCK_TIME
                ? sizes.measured() >= wanted * (1 - aim.tolerance()) - each / 2
                : Math.abs(sizes.measured() - wanted) <= Math.max(wanted * aim.tolerance(), 0.6 * each);
        if (enough) {
            return Verdict.yes(PoolDecision.SIZED, "Reached", said);
        }
        boolean less = planned < wanted;
        if (less && sizes.asked() >= aim.max()) {
            return Verdict.no(PoolDecision.SIZED, "AtMaxReplicas", said + ": hashrate.maxReplicas is " + aim.max());
        }
        if (!less && sizes.asked() <= aim.min() && sizes.measured() > wanted) {
            return aim.kind() == Kind.BLOCK_TIME
                    ? Verdict.yes(PoolDecision.SIZED, "AtMinReplicas", said)
                    : Verdict.no(PoolDecision.SIZED, "AtMinReplicas", said + ": hashrate.minReplicas is " + aim.min());
        }
        if (sizes.working() < sizes.asked()) {
            return Verdict.no(
                    PoolDecision.SIZED,
                    "MinersMissing",
                    said + ": " + sizes.working() + " of " + sizes.asked() + " miners have work");
        }
        if (aim.kind() != Kind.BLOCK_TIME
                && Math.abs(planned - wanted) <= Math.max(wanted * aim.tolerance(), 0.6 * each)) {
            return Verdict.no(PoolDecision.SIZED, "Settling", said + ": its miners are getting up to speed");
        }
        return Verdict.no(PoolDecision.SIZED, "Settling", said + ": it waits until the measurement is steady");
    }
}
