package dev.flowbed.alephium.amount;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of hashes a second, one hash being one tried nonce.
 *
 * @param hertz hashes a second
 */
public record HashRate(double hertz) {
    /** What a thread of any CPU of these years reaches hashing one nonce after the other, without vectors. */
    public static final HashRate PLAIN_THREAD = new HashRate(500_000);

    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kMGT]?)(?:H/s)?");
    private static final String UNITS = "kMGTPE";

    /**
     * Reads {@code 500000}, {@code 500k}, {@code 1.5M} or {@code 2 GH/s}; {@link IllegalArgumentException} for what is none, or
     * less than one hash a second.
     */
    public static HashRate parse(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a hash rate: write a number with k, M, G or T behind it, such as 500k");
        }
        double factor = Math.pow(1000, matcher.group(2).isEmpty() ? 0 : UNITS.indexOf(matcher.group(2)) + 1);
        double hertz = Double.parseDouble(matcher.group(1)) * factor;
        if (hertz < 1) {
            throw new IllegalArgumentException("'" + text + "' is below one hash a second");
        }
        return new HashRate(hertz);
    }

    /** As people read it, with three significant digits: {@code 1.25 MH/s}. */
    @Override
    public String toString() {
        double value = hertz;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length()) {
            value /= 1000;
            unit++;
        }
        int decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(
                Locale.ROOT, "%." + decimals + "f %sH/s", value, unit == 0 ? "" : UNITS.substring(unit - 1, unit));
    }
}
