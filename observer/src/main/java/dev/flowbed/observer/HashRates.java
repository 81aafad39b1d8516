package dev.flowbed.observer;

import java.util.Locale;

/** Hash rates as people read them. */
public final class HashRates {
    private static final String[] UNITS = {"H/s", "kH/s", "MH/s", "GH/s", "TH/s", "PH/s", "EH/s"};

    private HashRates() {}

    /** Three significant digits and a unit: "1.25 MH/s". */
    public static String text(double hashesPerSecond) {
        double value = hashesPerSecond;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        int decimals = unit == 0 || value >= 99.95 ? 0 : (value >= 9.995 ? 1 : 2);
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, UNITS[unit]);
    }
}
