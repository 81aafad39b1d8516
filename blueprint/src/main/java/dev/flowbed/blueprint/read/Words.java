package dev.flowbed.blueprint.read;

import dev.flowbed.crds.schema.Patterns;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the schema's patterns ask for, in words. */
final class Words {
    private static final Map<String, String> BY_PATTERN = Map.of(
            Patterns.DURATION, "a duration such as 2s, 500ms or 1h30m",
            Patterns.HASHRATE, "a hash rate such as 500k or 1.5M",
            Patterns.AMOUNT, "an amount such as 1000000 ALPH, 0.5 ALPH or a plain number of atto",
            Patterns.VERSION, "a version such as 4.6.0",
            Patterns.NAME_PART, "lower-case letters, digits and '-', starting and ending with a letter or digit",
            Patterns.HOST, "a host name such as testnet.example.org",
            Patterns.TIME, "a time such as 2026-01-31T12:00:00Z",
            Patterns.QUANTITY, "a quantity such as 500m, 2 or 512Mi");

    private Words() {}

    static String of(@Nullable String pattern) {
        return BY_PATTERN.getOrDefault(String.valueOf(pattern), "a text that matches " + pattern);
    }
}
