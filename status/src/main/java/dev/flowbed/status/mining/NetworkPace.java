package dev.flowbed.status.mining;

import dev.flowbed.observer.ChainView;
import dev.flowbed.observer.Picture;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How fast a network's chains grow, what their difficulty calls for, and how much of that others than the known miners do. A block
 * of a chain stands for {@code difficulty * chains^2} tries (only each chains-th try falls to the chain it was made for), so the blocks
 * of a while tell how many were made.
 */
final class NetworkPace {
    private static final int MOST_BLOCKS = 400;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int ENOUGH_TO_TELL = 32;
    private static final int ENOUGH_TO_ACCUSE = 100;
    private static final double SIGMAS = 3;

    /**
     * At one moment.
     *
     * @param blocks of all chains up to now
     * @param work tries that these blocks stand for, from where the measuring began
     * @param mined tries of the known miners since then
     */
    private record Sample(Instant at, long blocks, double work, double mined, double minedHertz) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private double called;
    private Duration target = Duration.ofSeconds(1);
    private int chains = 1;
    private List<ChainView> before = List.of();

    /** Takes what was seen. The same picture twice counts once. */
    void take(Picture picture) {
        Instant now = picture.takenAt();
        if (!samples.isEmpty() && !now.isAfter(samples.getLast().at())) {
            return;
        }
        List<ChainView> best = picture.bestChains();
        int groups = picture.watched().groups();
        if (best.size() < groups * groups) {
            return;
        }
        target = picture.watched().blockTargetTime();
        chains = best.size();
        called = best.stream()
                .map(ChainView::hashRate)
                .flatMap(Optional::stream)
                .mapToDouble(BigInteger::doubleValue)
                .average()
                .orElse(0);
        long grown = 0;
        double work = 0;
        for (ChainView chain : best) {
            int last = before.stream()
                    .filter(old -> old.chain().equals(chain.chain()))
                    .mapToInt(ChainView::height)
                    .findFirst()
                    .orElse(chain.height());
            if (chain.height() < last) {
                samples.clear(); // a chain that begins anew
            }
            int blocks = Math.max(0, chain.height() - last);
            grown += blocks;
            work += blocks * chain.hashRate().map(BigInteger::doubleValue).orElse(0.0) * seconds(target) / chains;
        }
        before = best;
        double hertz = picture.minedHashRate();
        Sample earlier = samples.peekLast();
        samples.addLast(
                earlier == null
                        ? new Sample(now, 0, 0, 0, hertz)
                        : new Sample(
                                now,
                                earlier.blocks() + grown,
                                earlier.work() + work,
                                earlier.mined()
                                        + (earlier.minedHertz() + hertz)
                                                / 2
                                                * seconds(Duration.between(earlier.at(), now)),
                                hertz));
        while (samples.size() > 2 && isMoreThanEnough(now)) {
            samples.removeFirst();
        }
    }

    private boolean isMoreThanEnough(Instant now) {
        Sample oldest = samples.getFirst();
        return samples.getLast().blocks() - oldest.blocks() > MOST_BLOCKS
                || oldest.at().plus(LONGEST).isBefore(now);
    }

    /** The hashes a second that would give each chain a block per target time, at the difficulty of now; 0 when that is unknown. */
    double calledFor() {
        return called;
    }

    /** The time between two blocks of a chain, over the last {@value #ENOUGH_TO_TELL} blocks; empty while there are none such. */
    Optional<Duration> blockTime() {
        Sample last = samples.peekLast();
        if (last == null) {
            return Optional.empty();
        }
        Sample from = null;
        for (Sample sample : samples) {
            if (last.blocks() - sample.blocks() >= ENOUGH_TO_TELL) {
                from = sample;
            }
        }
        return from == null
                ? Optional.empty()
                : Optional.of(Duration.between(from.at(), last.at())
                        .multipliedBy(chains)
                        .dividedBy(last.blocks() - from.blocks()));
    }

    /** The time between two blocks of a chain that so many hashes a second lead to now; empty when nothing is tried or known. */
    Optional<Duration> expectedAt(double hertz) {
        return hertz <= 0 || called <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(target.toMillis() * Math.min(1e6, called / hertz))));
    }

    /**
     * Hashes a second of miners that nobody knows of. Chains are luck: only what exceeds the known miners' by three standard
     * deviations is believed.
     */
    double strangers() {
        if (samples.size() < 2) {
            return 0;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        long blocks = last.blocks() - first.blocks();
        double seconds = seconds(Duration.between(first.at(), last.at()));
        if (blocks < ENOUGH_TO_ACCUSE || seconds <= 0) {
            return 0;
        }
        double work = last.work() - first.work();
        double surplus = work - (last.mined() - first.mined());
        double deviation = work / Math.sqrt(blocks);
        return surplus > SIGMAS * deviation ? surplus / seconds : 0;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
