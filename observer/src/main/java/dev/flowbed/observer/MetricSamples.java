package dev.flowbed.observer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The samples of a metrics page in Prometheus text form, by name; labels are dropped, what is no number is skipped. */
final class MetricSamples {
    private final Map<String, List<Double>> values;

    private MetricSamples(Map<String, List<Double>> values) {
        this.values = values;
    }

    static MetricSamples parse(String page) {
        Map<String, List<Double>> values = new HashMap<>();
        for (String line : page.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int labels = line.indexOf('{');
            int closing = labels < 0 ? -1 : line.lastIndexOf('}');
            String name = labels < 0 ? line.split(" ", 2)[0] : line.substring(0, labels);
            String rest =
                    line.substring(closing < 0 ? name.length() : closing + 1).strip();
            try {
                double value = Double.parseDouble(rest.split(" ", 2)[0]);
                values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            } catch (NumberFormatException e) {
                // +Inf and its like are of no use here
            }
        }
        return new MetricSamples(values);
    }

    /** The sum of all samples of a name; nothing when there are none. */
    Optional<Double> sum(String name) {
        return get(name).stream().reduce(Double::sum);
    }

    /** The least sample of a name; nothing when there are none. */
    Optional<Double> least(String name) {
        return get(name).stream().reduce(Math::min);
    }

    private List<Double> get(String name) {
        return values.getOrDefault(name, List.of());
    }
}
