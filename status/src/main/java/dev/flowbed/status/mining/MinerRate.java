package dev.flowbed.status.mining;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one miner of a pool tries a second, as measured: the mean over those that have mined for a while, smoothed over half a
 * minute. Miners that start, stop or are lost change the number of the measured, not the mean.
 */
final class MinerRate {
    /** A miner's own figure is a mean over ten seconds: what it says before that is too low. */
    static final Duration WARM_UP = Duration.ofSeconds(12);

    private static final double SMOOTHING_SECONDS = 30;

    private final Map<String, Instant> minedSince = new HashMap<>();
    private OptionalDouble hertz = OptionalDouble.empty();
    private Instant measured = Instant.EPOCH;

    /**
     * Takes a measurement.
     *
     * @param working what each miner that has work tries a second, by what tells it from others; those that could not be read are
     *     left out
     */
    void measure(Map<String, Double> working, Instant now) {
        if (!now.isAfter(measured)) {
            return;
        }
        minedSince.keySet().retainAll(working.keySet());
        working.keySet().forEach(miner -> minedSince.putIfAbsent(miner, now));
        OptionalDouble mean = working.entrySet().stream()
                .filter(miner -> !minedSince
                        .getOrDefault(miner.getKey(), now)
                        .plus(WARM_UP)
                        .isAfter(now))
                .mapToDouble(Map.Entry::getValue)
                .filter(rate -> rate > 0)
                .average();
        if (mean.isEmpty()) {
            return;
        }
        double seconds = Duration.between(measured, now).toMillis() / 1000.0;
        double weight = 1 - Math.exp(-seconds / SMOOTHING_SECONDS);
        hertz = OptionalDouble.of(
                hertz.isEmpty()
                        ? mean.getAsDouble()
                        : hertz.getAsDouble() + weight * (mean.getAsDouble() - hertz.getAsDouble()));
        measured = now;
    }

    /** Hashes a second; empty until one was measured. What was measured once is believed while nobody mines. */
    OptionalDouble hertz() {
        return hertz;
    }
}
