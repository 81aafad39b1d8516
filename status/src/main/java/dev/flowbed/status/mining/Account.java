package dev.flowbed.status.mining;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a pool has taken. Reckoned from when its miners started, so that nothing has to be written while they run.
 *
 * @param since when counting began
 * @param until up to when it is counted
 * @param podHours of running miners
 * @param gpuHours of the GPUs that they had
 * @param cpuHours of the CPU cores that they had
 * @param periods hours of running miners in the current period, by its length; periods follow one another from 1970 on in UTC, so that
 *     one of 24h is a day
 */
public record Account(
        Instant since,
        Instant until,
        double podHours,
        double gpuHours,
        double cpuHours,
        Map<Duration, Period> periods) {

    /** Hours of running miners in one period. */
    public record Period(Instant start, double podHours) {}

    public Account {
        periods = Map.copyOf(periods);
    }

    /** Of a pool that is new. */
    public static Account opened(Instant now) {
        return new Account(now, now, 0, 0, 0, Map.of());
    }

    /**
     * This and what was taken since.
     *
     * @param started when each miner that ran since was started
     * @param gpus of each
     * @param cpus of each
     * @param lengths the periods to count by from now on
     */
    Account after(Collection<Instant> started, int gpus, double cpus, Set<Duration> lengths, Instant now) {
        if (now.isBefore(until)) {
            return this;
        }
        double hours = hours(started, until, now);
        Map<Duration, Period> counted = new TreeMap<>();
        for (Duration length : lengths) {
            Instant start = periodStart(length, now);
            Period before = periods.get(length);
            double carried = before != null && before.start().equals(start) ? before.podHours() : 0;
            counted.put(length, new Period(start, carried + hours(started, later(until, start), now)));
        }
        return new Account(since, now, podHours + hours, gpuHours + hours * gpus, cpuHours + hours * cpus, counted);
    }

    /** Hours in a bound's period; those of its whole life where the bound has none. */
    double spent(PoolWish.Bound bound, Instant now) {
        if (bound.period().isEmpty()) {
            return podHours;
        }
        Duration length = bound.period().get();
        Period period = periods.get(length);
        return period == null || !period.start().equals(periodStart(length, now)) ? 0 : period.podHours();
    }

    /** When the period began in which a moment lies. */
    static Instant periodStart(Duration length, Instant now) {
        long millis = Math.max(1, length.toMillis());
        return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), millis) * millis);
    }

    private static double hours(Collection<Instant> started, Instant from, Instant to) {
        return started.stream()
                .map(start -> Duration.between(later(start, from), to))
                .filter(ran -> !ran.isNegative())
                .mapToDouble(ran -> ran.toMillis() / 3_600_000.0)
                .sum();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
