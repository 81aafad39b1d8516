package dev.flowbed.cli.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of text: the known ones, and what looks like one. */
public final class Redaction {
    private static final String MARK = "[redacted]";
    private static final int LEAST_LENGTH = 6;
    /** A value beside a name that says it is a key, a password or a mnemonic. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:x-)?api[-_.]?key|password|passphrase|mnemonic|secret|private[-_.]?key)(\"?\\s*[=:]\\s*\"?)(?!\\$\\{)"
                    + "([^\\s\",}]{6,})");

    private final List<String> known;

    /** Secrets that are known by their value. */
    public Redaction(List<String> known) {
        List<String> worth = new ArrayList<>();
        for (String secret : known) {
            if (secret.length() >= LEAST_LENGTH) {
                worth.add(secret);
            }
        }
        this.known = List.copyOf(worth);
    }

    /** The text without them. */
    public String apply(String text) {
        String clean = text;
        for (String secret : known) {
            clean = clean.replace(secret, MARK);
        }
        return NAMED.matcher(clean)
                .replaceAll("$1$2" + Pattern.quote(MARK).replace("\\Q", "").replace("\\E", ""));
    }
}
