package dev.flowbed.rill.api;

/** Counts values by bounds. Thread-safe. */
final class Histogram {
    private final double[] bounds;
    private final long[] counts;
    private double sum;

    Histogram(double... bounds) {
        this.bounds = bounds.clone();
        this.counts = new long[bounds.length + 1];
    }

    synchronized void observe(double value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        counts[bucket]++;
        sum += value;
    }

    synchronized void write(MetricText.Family family, String... labels) {
        family.histogram(bounds, counts, sum, labels);
    }
}
