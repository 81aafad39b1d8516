package dev.flowbed.operator.metrics;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The bound of a miner's hash rate as resources have it: a number, with k, M, G or T behind it for thousands. */
final class MaxHashrate {
    private static final String UNITS = "kMGT";

    private MaxHashrate() {}

    /** In hashes a second; empty without a bound. */
    static OptionalDouble hertz(@Nullable String text) {
        if (text == null) {
            return OptionalDouble.empty();
        }
        int unit = UNITS.indexOf(text.charAt(text.length() - 1)) + 1;
        String number = unit == 0 ? text : text.substring(0, text.length() - 1);
        return OptionalDouble.of(Double.parseDouble(number) * Math.pow(1000, unit));
    }
}
