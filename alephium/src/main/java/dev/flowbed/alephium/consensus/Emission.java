package dev.flowbed.alephium.consensus;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.model.Target;
import java.math.BigInteger;

/**
 * How many coins a block makes (mining/Emission.scala): a maximum that falls with time, and one that depends on the hash rate;
 * the lower one counts. All amounts per block and chain, in atto ALPH.
 */
public final class Emission {
    private static final long YEAR_MILLIS = 365L * 24 * 3600 * 1000;
    private static final long YEARS_UNTIL_STABLE = 4;
    private static final int PETA_RANK = 50;
    private static final int EXA_RANK = 60;
    private static final int LAST_RANK = 67;
    private static final BigInteger EXA = BigInteger.ONE.shiftLeft(EXA_RANK);
    private static final BigInteger SEVEN_EXA = EXA.multiply(BigInteger.valueOf(7));

    private final int groups;
    private final long blockMillis;
    private final U256 initialMax;
    private final U256 stableMax;
    private final U256 lowHashRateInitial;
    private final long millisToStable;
    private final long millisPerCent;
    private final Target exaTarget;

    /** For blocks this often (milliseconds), rewarded in proportion to the time between the main network's first blocks. */
    public Emission(int groups, long blockMillis, long mainnetBlockMillis) {
        if (blockMillis <= 0 || blockMillis > mainnetBlockMillis) {
            throw new IllegalArgumentException("expected a block time above zero and not above the mainnet one of "
                    + mainnetBlockMillis + " ms, found " + blockMillis + " ms");
        }
        this.groups = groups;
        this.blockMillis = blockMillis;
        U256 initial = scaled(60, blockMillis, mainnetBlockMillis);
        this.initialMax = perChain(initial);
        this.stableMax = perChain(scaled(20, blockMillis, mainnetBlockMillis));
        this.lowHashRateInitial = perChain(initial.dividedBy(2));
        long blocksPerYear = YEAR_MILLIS / blockMillis;
        this.millisToStable = blockMillis * blocksPerYear * YEARS_UNTIL_STABLE;
        long centsPerYear = initialMax
                .minus(stableMax)
                .dividedBy(Alph.CENT)
                .dividedBy(YEARS_UNTIL_STABLE)
                .value()
                .longValueExact();
        this.millisPerCent = centsPerYear == 0 ? 0 : blockMillis * (blocksPerYear / centsPerYear);
        this.exaTarget = Target.ofHashRate(EXA, blockMillis, groups);
    }

    private static U256 scaled(long alph, long numerator, long denominator) {
        return Alph.of(alph).times(numerator).dividedBy(denominator);
    }

    private U256 perChain(U256 amount) {
        return amount.dividedBy((long) groups * groups);
    }

    /** The reward of a block with this target at this time (milliseconds since 1970). */
    public Reward reward(Target target, long timestamp) {
        U256 byTime = byTime(timestamp);
        if (target.compareTo(exaTarget) >= 0) {
            return new Reward(U256.min(byTime, byTarget(target)), U256.ZERO);
        }
        Target lessWork = lessWorkTarget(target);
        U256 mining = U256.min(byTime, byTarget(lessWork));
        return new Reward(mining, burnt(lessWork, mining));
    }

    /** The maximum at a time: falls a hundredth of an ALPH at a time until it is stable. */
    public U256 byTime(long timestamp) {
        long elapsed = timestamp - NetworkSettings.LAUNCH_TIMESTAMP;
        if (elapsed < 0) {
            throw new IllegalArgumentException("no reward before the launch: " + timestamp);
        }
        if (elapsed >= millisToStable) {
            return stableMax;
        }
        // block times so short or groups so many that a year's drop is below a hundredth: the official node cannot
        // start there
        return millisPerCent == 0 ? initialMax : initialMax.minus(Alph.CENT.times(elapsed / millisPerCent));
    }

    /** The maximum at a target: what the hash rate it stands for may earn. */
    public U256 byTarget(Target target) {
        return byHashRate(target.hashRate(blockMillis, groups));
    }

    private U256 byHashRate(BigInteger rate) {
        int rank = rate.bitLength() - 1;
        BigInteger initial = initialMax.value();
        BigInteger stable = stableMax.value();
        if (rank < PETA_RANK) {
            return U256.max(lowHashRateInitial, phase(rate, 0, PETA_RANK, BigInteger.ZERO, initial));
        } else if (rank < EXA_RANK) {
            return phase(rate, PETA_RANK, EXA_RANK, initial, stable.subtract(initial));
        } else if (rank < LAST_RANK) {
            return phase(rate, EXA_RANK, LAST_RANK, stable, stable.negate());
        }
        return U256.ZERO;
    }

    /** Within a phase the reward changes by the same step for every doubling of the hash rate, and evenly in between. */
    private static U256 phase(BigInteger rate, int startRank, int endRank, BigInteger start, BigInteger gap) {
        int rank = rate.bitLength() - 1;
        BigInteger ranks = BigInteger.valueOf(endRank - startRank);
        BigInteger base =
                start.add(gap.multiply(BigInteger.valueOf(rank - startRank)).divide(ranks));
        BigInteger step = gap.divide(ranks);
        BigInteger unit = BigInteger.ONE.shiftLeft(rank);
        return new U256(base.add(step.multiply(rate.mod(unit)).divide(unit)));
    }

    /** Seven eighths of the reward, in proportion to how far the hash rate is beyond one exahash per second. */
    private U256 burnt(Target target, U256 mining) {
        BigInteger exa = exaTarget.value();
        return new U256(mining.value()
                .multiply(exa.subtract(target.value()))
                .divide(exa)
                .multiply(BigInteger.valueOf(7))
                .divide(BigInteger.valueOf(8)));
    }

    private Target lessWorkTarget(Target target) {
        BigInteger rate = target.hashRate(blockMillis, groups)
                .multiply(BigInteger.valueOf(8))
                .subtract(SEVEN_EXA);
        return Target.ofHashRate(rate, blockMillis, groups);
    }
}
