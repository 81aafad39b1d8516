package dev.flowbed.blueprint.read;

import dev.flowbed.crds.schema.Patterns;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the schema's patterns ask for, in words. */
final class Words {
    private static final Map<String, String> BY_PATTERN = Map.ofEntries(
            Map.entry(Patterns.DURATION, "a duration such as 2s, 500ms or 1h30m"),
            Map.entry(Patterns.HASHRATE, "a hash rate such as 500k or 1.5M"),
            Map.entry(Patterns.AMOUNT, "an amount such as 1000000 ALPH, 0.5 ALPH or a plain number of atto"),
            Map.entry(Patterns.VERSION, "a version such as 4.6.0"),
            Map.entry(
                    Patterns.NAME_PART,
                    "lower-case letters, digits and '-', starting and ending with a letter or digit"),
            Map.entry(Patterns.HOST, "a host name such as testnet.example.org"),
            Map.entry(Patterns.TIME, "a time such as 2026-01-31T12:00:00Z"),
            Map.entry(Patterns.QUANTITY, "a quantity such as 500m, 2 or 512Mi"),
            Map.entry(Patterns.PERCENT, "a share such as 30% or 12.5%, at most 100%"),
            Map.entry(Patterns.CRON, "five fields of a cron schedule, such as 0 22 * * 1-5"),
            Map.entry(Patterns.TIME_ZONE, "a time zone such as Europe/Zurich or UTC"),
            Map.entry(
                    Patterns.EXTENDED_RESOURCE, "an extended resource such as nvidia.com/gpu or nvidia.com/mig-1g.5gb"),
            Map.entry(
                    Patterns.OBJECT_NAME,
                    "a name of lower-case letters, digits, '-' and '.', starting and ending with a letter or digit"),
            Map.entry(
                    Patterns.LABEL_VALUE,
                    "letters, digits, '-', '_' and '.', starting and ending with a letter or digit"));

    private Words() {}

    static String of(@Nullable String pattern) {
        return BY_PATTERN.getOrDefault(String.valueOf(pattern), "a text that matches " + pattern);
    }
}
