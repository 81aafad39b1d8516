package dev.flowbed.alephium.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a misspelt name was meant to be. */
public final class Spelling {
    private static final int FARTHEST = 2;

    private Spelling() {}

    /** The name that differs by the fewest letters, two at most, whether they are capital or not. */
    public static Optional<String> nearest(String name, Collection<String> names) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(other -> distance(wanted, other.toLowerCase(Locale.ROOT)) <= FARTHEST)
                .min(Comparator.comparingInt((String other) -> distance(wanted, other.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be put in, taken out or changed. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
