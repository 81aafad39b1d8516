package dev.flowbed.operator.observation;

import java.time.Duration;
import java.time.Instant;

/**
 * How long after a look at one testnet the next one follows: soon after something turned, then ever later, so that a testnet that
 * stands still costs next to nothing. Whoever learns otherwise that something turned (pods do tell) calls for a look at once.
 */
final class Cadence {
    /** While something is coming up or has just broken. */
    static final Duration WATCHFUL = Duration.ofMillis(500);

    /** For how long after a turn a testnet that is not Ready is watched so closely. */
    private static final Duration COMING_UP = Duration.ofSeconds(60);

    private static final int UNREADY = 2;
    private static final int MOVING = 5;
    private static final int STILL = 15;
    /** Blocks of a chain that may come between two looks and be all seen. */
    private static final int BLOCKS = 6;

    private final Duration interval;
    private Instant turned;
    private Duration pause;

    /**
     * @param interval how long after a look the next one follows where something goes on
     * @param now when the looking begins
     */
    Cadence(Duration interval, Instant now) {
        this.interval = interval;
        this.turned = now;
        this.pause = interval;
    }

    /** Something turned: pods came, went, or are ready otherwise. */
    synchronized void turn(Instant now) {
        turned = now;
        pause = interval;
    }

    /**
     * The pause after a look.
     *
     * @param moved whether figures are others than those of the look before: blocks come
     * @param blockTime how often a chain should get a block
     */
    synchronized Duration after(boolean ready, boolean turnedNow, boolean moved, Duration blockTime, Instant now) {
        if (turnedNow) {
            turn(now);
        }
        if (!ready && now.isBefore(turned.plus(COMING_UP))) {
            return least(WATCHFUL, interval);
        }
        if (!turnedNow) {
            pause = least(pause.plus(pause.dividedBy(2)), longest(ready, moved, blockTime));
        }
        return pause;
    }

    private Duration longest(boolean ready, boolean moved, Duration blockTime) {
        if (!ready) {
            return interval.multipliedBy(UNREADY);
        }
        if (!moved) {
            return interval.multipliedBy(STILL);
        }
        Duration blocks = blockTime.multipliedBy(BLOCKS);
        return least(interval.multipliedBy(MOVING), blocks.compareTo(interval) < 0 ? interval : blocks);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
