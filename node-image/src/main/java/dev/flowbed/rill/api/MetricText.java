package dev.flowbed.rill.api;

import java.util.Locale;

/**
 * Writes metrics in the text format that was asked for: Prometheus 0.0.4, or OpenMetrics 1.0.0. A family's name comes without the
 * {@code _total} of counters.
 */
final class MetricText {
    private final StringBuilder text = new StringBuilder(16384);
    private final boolean openMetrics;

    /** What a family is. */
    enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM,
        SUMMARY,
        /** A number under a name that its kind would not have: the official node calls some gauges "total". */
        UNKNOWN
    }

    /** A text in the format that an Accept header prefers. */
    MetricText(String accept) {
        this.openMetrics = accept.contains("application/openmetrics-text");
    }

    /** The Content-Type of the text. */
    String contentType() {
        return openMetrics
                ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                : "text/plain; version=0.0.4; charset=utf-8";
    }

    /** Begins a family; its samples follow at once. */
    Family family(String name, Type type, String help) {
        String shown = type == Type.COUNTER && !openMetrics ? name + "_total" : name;
        String word =
                type == Type.UNKNOWN && !openMetrics ? "untyped" : type.name().toLowerCase(Locale.ROOT);
        text.append("# HELP ").append(shown).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(shown).append(' ').append(word).append('\n');
        return new Family(type == Type.COUNTER ? name + "_total" : name);
    }

    /** The whole text; nothing may follow. */
    String end() {
        return openMetrics ? text.append("# EOF\n").toString() : text.toString();
    }

    /** Takes the samples of a family. */
    final class Family {
        private final String name;

        private Family(String name) {
            this.name = name;
        }

        /** A sample; labels are names and values in turn. */
        Family sample(double value, String... labels) {
            return write("", value, labels);
        }

        /** A histogram: counts up to each bound, the count of all, and their sum. */
        Family histogram(double[] bounds, long[] counts, double sum, String... labels) {
            long below = 0;
            for (int i = 0; i < bounds.length; i++) {
                below += counts[i];
                write("_bucket", below, with(labels, number(bounds[i])));
            }
            below += counts[bounds.length];
            write("_bucket", below, with(labels, "+Inf"));
            write("_count", below, labels);
            return write("_sum", sum, labels);
        }

        /** A summary without quantiles. */
        Family summary(double count, double sum, String... labels) {
            write("_count", count, labels);
            return write("_sum", sum, labels);
        }

        private Family write(String suffix, double value, String... labels) {
            text.append(name).append(suffix);
            for (int i = 0; i < labels.length; i += 2) {
                text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
                text.append(escaped(labels[i + 1])).append('"');
            }
            text.append(labels.length == 0 ? " " : "} ").append(number(value)).append('\n');
            return this;
        }
    }

    private static String[] with(String[] labels, String bound) {
        String[] all = java.util.Arrays.copyOf(labels, labels.length + 2);
        all[labels.length] = "le";
        all[labels.length + 1] = bound;
        return all;
    }

    private static String number(double value) {
        return Double.toString(value);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
