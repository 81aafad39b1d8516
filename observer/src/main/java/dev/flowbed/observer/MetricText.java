package dev.flowbed.observer;

import java.util.LinkedHashMap;
import java.util.Map;

/** Metrics in Prometheus' text form (version 0.0.4), written sample by sample in any order. */
public final class MetricText {
    /** The Content-Type of the text. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Map<String, StringBuilder> families = new LinkedHashMap<>();

    /** A value that goes up and down. */
    public void gauge(String name, String help, Labels labels, double value) {
        sample(name, "gauge", help, labels, value);
    }

    /** A value that only grows; its name ends in {@code _total}. */
    public void counter(String name, String help, Labels labels, double value) {
        sample(name, "counter", help, labels, value);
    }

    private void sample(String name, String type, String help, Labels labels, double value) {
        families.computeIfAbsent(
                        name,
                        key -> new StringBuilder()
                                .append("# HELP ")
                                .append(name)
                                .append(' ')
                                .append(help)
                                .append("\n# TYPE ")
                                .append(name)
                                .append(' ')
                                .append(type)
                                .append('\n'))
                .append(name)
                .append(labels.text())
                .append(' ')
                .append(number(value))
                .append('\n');
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** The page. */
    @Override
    public String toString() {
        return String.join("", families.values());
    }

    /** Labels in the order they were given. */
    public record Labels(String inner) {
        /** No label. */
        public static final Labels NONE = new Labels("");

        /** One label. */
        public static Labels of(String name, Object value) {
            return NONE.and(name, value);
        }

        /** These and one more. */
        public Labels and(String name, Object value) {
            String label = name + "=\"" + escape(value.toString()) + "\"";
            return new Labels(inner.isEmpty() ? label : inner + "," + label);
        }

        private static String escape(String value) {
            return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        }

        private String text() {
            return inner.isEmpty() ? "" : "{" + inner + "}";
        }
    }
}
