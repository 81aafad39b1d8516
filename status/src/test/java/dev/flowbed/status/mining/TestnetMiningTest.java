package dev.flowbed.status.mining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.status.mining.PoolWish.Aim;
import dev.flowbed.status.mining.PoolWish.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TestnetMiningTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SLOW = Duration.ofSeconds(40);
    private static final Duration QUICK = Duration.ofSeconds(2);

    private static Aim target(double hertz, int most) {
        return new Aim(Kind.TARGET, hertz, 1, most, 0.1, MINUTE);
    }

    private static Aim hold(int most) {
        return new Aim(Kind.BLOCK_TIME, 0, 0, most, 0.1, Duration.ofSeconds(15));
    }

    private static PoolDecision.Verdict sized(Simulation testnet, String pool) {
        return testnet.decision(pool).verdict(PoolDecision.SIZED);
    }

    @Test
    void aPoolGrowsToItsTargetAndStaysThere() {
        Simulation testnet = new Simulation().pool("p", 1, target(1_000_000, 50), 50_000, 0.1, SLOW);
        testnet.run(Duration.ofMinutes(6));
        assertThat(testnet.size("p")).isBetween(18, 22);
        assertThat(testnet.mostOf("p")).isLessThanOrEqualTo(22);
        testnet.run(Duration.ofMinutes(60));
        assertThat(testnet.changes("p", Duration.ofMinutes(60))).isZero();
        assertThat(sized(testnet, "p").reason()).isEqualTo("Reached");
    }

    @Test
    void lostMinersAreReplacedAndNotAskedForTwice() {
        Simulation testnet = new Simulation().pool("p", 1, target(1_000_000, 50), 50_000, 0.1, SLOW);
        testnet.run(Duration.ofMinutes(10));
        int settled = testnet.size("p");
        testnet.lose("p", 10).run(Duration.ofSeconds(25));
        assertThat(testnet.size("p")).isEqualTo(settled);
        assertThat(sized(testnet, "p").reason()).isEqualTo("MinersMissing");
        testnet.run(Duration.ofMinutes(10));
        assertThat(testnet.changes("p", Duration.ofMinutes(10))).isZero();
        assertThat(sized(testnet, "p").status()).isEqualTo(ConditionStatus.TRUE);
    }

    @Test
    void veryNoisyMinersDoNotMakeItFlap() {
        Simulation testnet = new Simulation().pool("p", 1, target(200_000, 50), 50_000, 0.3, SLOW);
        testnet.run(Duration.ofMinutes(10));
        assertThat(testnet.size("p")).isBetween(3, 5);
        testnet.run(Duration.ofMinutes(60));
        assertThat(testnet.changes("p", Duration.ofMinutes(60))).isLessThanOrEqualTo(1);
    }

    @Test
    void aTargetBetweenTwoNumbersOfMinersTakesOneAndKeepsIt() {
        Simulation testnet = new Simulation().pool("p", 1, target(125_000, 50), 50_000, 0.1, QUICK);
        testnet.run(Duration.ofMinutes(10));
        assertThat(testnet.size("p")).isBetween(2, 3);
        testnet.run(Duration.ofMinutes(60));
        assertThat(testnet.changes("p", Duration.ofMinutes(60))).isZero();
        assertThat(sized(testnet, "p").status()).isEqualTo(ConditionStatus.TRUE);
    }

    @Test
    void whatCannotBeReachedIsSaid() {
        Simulation testnet = new Simulation().pool("p", 1, target(1_000_000, 4), 50_000, 0.05, QUICK);
        testnet.run(Duration.ofMinutes(10));
        assertThat(testnet.size("p")).isEqualTo(4);
        assertThat(sized(testnet, "p").reason()).isEqualTo("AtMaxReplicas");
        assertThat(sized(testnet, "p").message()).contains("wanted 1.00 MH/s").contains("maxReplicas is 4");
    }

    @Test
    void aShareFollowsWhatTheOthersMine() {
        Simulation testnet = new Simulation()
                .pool("others", 14, null, 50_000, 0.05, QUICK)
                .pool("p", 1, new Aim(Kind.SHARE, 0.3, 1, 50, 0.1, MINUTE), 25_000, 0.1, QUICK);
        testnet.run(Duration.ofMinutes(10));
        assertThat(testnet.size("p")).isBetween(11, 13);
        testnet.scale("others", 7).run(Duration.ofMinutes(10));
        assertThat(testnet.size("p")).isBetween(5, 7);
    }

    @Test
    void aShareOfNobodyIsNotKnown() {
        Simulation testnet =
                new Simulation().pool("p", 1, new Aim(Kind.SHARE, 0.3, 1, 50, 0.1, MINUTE), 25_000, 0.1, QUICK);
        testnet.run(Duration.ofMinutes(5));
        assertThat(testnet.size("p")).isEqualTo(1);
        assertThat(sized(testnet, "p").status()).isEqualTo(ConditionStatus.UNKNOWN);
    }

    @Test
    void zeroReplicasStopASizedPoolAndAnyOtherNumberLetsItBeSizedAgain() {
        Simulation testnet = new Simulation().pool("p", 1, target(500_000, 50), 50_000, 0.05, QUICK);
        testnet.run(Duration.ofMinutes(5));
        testnet.scale("p", 0).run(Duration.ofMinutes(2));
        assertThat(testnet.size("p")).isZero();
        assertThat(sized(testnet, "p").reason()).isEqualTo("ScaledToZero");
        testnet.scale("p", 1).run(Duration.ofMinutes(2));
        assertThat(testnet.size("p")).isBetween(9, 11);
    }

    @Test
    void withoutAGoalALeavingPoolMakesBlocksLateForLong() {
        Simulation testnet = new Simulation().pool("big", 10, null, 50_000, 0.05, QUICK);
        testnet.run(Duration.ofMinutes(40));
        assertThat(testnet.worstBlockTime(Duration.ofMinutes(1))).isLessThan(1.2);
        testnet.scale("big", 1).run(Duration.ofMinutes(60));
        assertThat(testnet.secondsAbove(3)).isGreaterThan(300);
    }

    @Test
    void aReserveHoldsTheBlockTimeWhenABigPoolLeavesAndGoesWhenTheDifficultyHasFollowed() {
        Simulation testnet = new Simulation()
                .pool("big", 10, null, 50_000, 0.05, QUICK)
                .pool("reserve", 1, hold(50), 10_000, 0.05, QUICK)
                .holding(0.2);
        testnet.run(Duration.ofMinutes(40));
        assertThat(testnet.size("reserve")).isZero();
        testnet.scale("big", 1).run(Duration.ofMinutes(3));
        assertThat(testnet.mostOf("reserve")).isGreaterThanOrEqualTo(20);
        assertThat(testnet.worstBlockTime(Duration.ofMinutes(1))).isLessThan(1.35);
        testnet.run(Duration.ofMinutes(40));
        assertThat(testnet.size("reserve")).isLessThanOrEqualTo(1);
        assertThat(testnet.worstBlockTime(Duration.ofMinutes(10))).isLessThan(1.35);
        testnet.scale("big", 10).run(Duration.ofMinutes(20));
        assertThat(testnet.size("reserve")).isZero();
    }

    @Test
    void reservesThatAreLargeAgainstTheRestStayAsFarAsTheToleranceAsks() {
        Simulation testnet = new Simulation()
                .pool("big", 10, null, 50_000, 0.05, QUICK)
                .pool("reserve", 1, hold(10), 50_000, 0.05, QUICK)
                .holding(0.2);
        testnet.run(Duration.ofMinutes(40)).scale("big", 1).run(Duration.ofMinutes(60));
        assertThat(testnet.size("reserve")).isBetween(3, 6);
        assertThat(testnet.worstBlockTime(Duration.ofMinutes(10))).isLessThan(1.35);
    }

    @Test
    void aHeldTestnetThatNothingHappensToIsLeftAlone() {
        Simulation testnet = new Simulation()
                .pool("big", 10, null, 50_000, 0.1, QUICK)
                .pool("reserve", 1, hold(10), 50_000, 0.1, QUICK)
                .holding(0.2);
        testnet.run(Duration.ofMinutes(40));
        testnet.run(Duration.ofMinutes(60));
        assertThat(testnet.changes("reserve", Duration.ofMinutes(60))).isLessThanOrEqualTo(2);
    }

    @Test
    void minersThatNobodyKnowsOfAreSeenByTheirBlocks() {
        Simulation testnet = new Simulation()
                .strangers(450_000)
                .pool("own", 1, null, 50_000, 0.05, QUICK)
                .pool("reserve", 1, hold(10), 50_000, 0.05, QUICK)
                .holding(0.2);
        testnet.run(Duration.ofMinutes(40));
        assertThat(testnet.network().strangers()).isBetween(300_000.0, 600_000.0);
        assertThat(testnet.size("reserve")).isZero();
    }
}
