package dev.flowbed.cli.follow;

import java.util.List;

/**
 * What is to be made of a moment.
 *
 * @param kind whether it is over
 * @param message why it failed, or what is still missing
 * @param details lines that help to understand it
 */
public record Verdict(Kind kind, String message, List<String> details) {
    public Verdict {
        details = List.copyOf(details);
    }

    /** Whether to go on. */
    public enum Kind {
        /** It is as wanted. */
        REACHED,
        /** Not yet. */
        PENDING,
        /** It will not become so by itself. */
        FAILED
    }

    /** It is as wanted. */
    public static Verdict reached(String message) {
        return new Verdict(Kind.REACHED, message, List.of());
    }

    /** Not yet: what is missing. */
    public static Verdict pending(String message) {
        return pending(message, List.of());
    }

    static Verdict pending(String message, List<String> details) {
        return new Verdict(Kind.PENDING, message, details);
    }

    /** It will not become so by itself. */
    public static Verdict failed(String message, List<String> details) {
        return new Verdict(Kind.FAILED, message, details);
    }
}
