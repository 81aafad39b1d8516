package dev.flowbed.status.mining;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;

/**
 * Keeps a pool from following every measurement: it grows only by what was wanted all the time of a short window, shrinks only to
 * what was enough all the time of a long one, and by steps. The windows are those of Kubernetes' HorizontalPodAutoscaler, which
 * takes the least, or the most, of what was recommended within them.
 */
final class Damper {
    /** Growing doubles a pool at most, small ones grow by four. */
    private static final int STEP = 4;

    /** After a step the next one waits until its miners have been measured. */
    static final Duration PAUSE = Duration.ofSeconds(15);

    private record Wish(Instant at, int miners) {}

    private final Deque<Wish> wishes = new ArrayDeque<>();
    private Instant stepped = Instant.EPOCH;
    private int last = -1;

    /**
     * The number of miners to have.
     *
     * @param current how many there are to be as things stand
     * @param wanted how many are wanted by what was just measured
     * @param leap whether to grow at once and without steps: for who knows exactly what is needed
     * @param down for how long fewer must have been enough
     */
    int damped(int current, int wanted, boolean leap, Duration down, Instant now) {
        Duration up = leap ? Duration.ZERO : PAUSE;
        if (wishes.isEmpty()) {
            // a sizing that begins knows nothing of before: what there is was wanted
            wishes.add(new Wish(now, current));
        }
        if (current != last) {
            stepped = last < 0 ? stepped : now;
            last = current;
        }
        wishes.addLast(new Wish(now, wanted));
        Duration longest = up.compareTo(down) > 0 ? up : down;
        while (wishes.size() > 1 && wishes.getFirst().at().isBefore(now.minus(longest))) {
            wishes.removeFirst();
        }
        int more = within(up, now).min().orElse(wanted);
        int fewer = within(down, now).max().orElse(wanted);
        int steady = Math.max(more, Math.min(fewer, current));
        boolean grows = steady > current;
        if (steady == current || !(leap && grows) && now.isBefore(stepped.plus(PAUSE))) {
            return current;
        }
        int step = leap ? Integer.MAX_VALUE / 2 : Math.max(current, STEP);
        int bounded = grows ? Math.min(steady, current + step) : Math.max(steady, current / 2);
        stepped = now;
        last = bounded;
        return bounded;
    }

    /** A pool that is sized no more. */
    void reset() {
        wishes.clear();
        last = -1;
        stepped = Instant.EPOCH;
    }

    private IntStream within(Duration window, Instant now) {
        Instant from = now.minus(window);
        return wishes.stream().filter(wish -> !wish.at().isBefore(from)).mapToInt(Wish::miners);
    }
}
