package dev.flowbed.miner;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hash rate that another miner's program prints, such as {@code hashrate: 1234 MH/s gpu0: 600 MH/s}: the first of a line is the whole. */
final class ReportedHashRate {
    /** The official GPU miner prints it each 20 s; one that was silent for longer does not mine. */
    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final Pattern RATE =
            Pattern.compile("(?<![\\d.])(\\d{1,15}(?:\\.\\d{1,9})?)\\s?([kKMGT]?)(?:[hH]/s|[hH]ash(?:es)?/s)");

    private double hertz;
    private long atNanos;
    private boolean known;

    /** The hash rate that a line tells; empty for one that tells none. */
    static OptionalDouble of(String line) {
        Matcher matcher = RATE.matcher(line);
        if (!matcher.find()) {
            return OptionalDouble.empty();
        }
        double factor = switch (matcher.group(2)) {
            case "k", "K" -> 1e3;
            case "M" -> 1e6;
            case "G" -> 1e9;
            case "T" -> 1e12;
            default -> 1;
        };
        return OptionalDouble.of(Double.parseDouble(matcher.group(1)) * factor);
    }

    /** Takes a line of the program's output. */
    synchronized void read(String line, long nowNanos) {
        of(line).ifPresent(rate -> {
            hertz = rate;
            atNanos = nowNanos;
            known = true;
        });
    }

    /** The program has ended. */
    synchronized void forget() {
        known = false;
    }

    /** Hashes a second; 0 while the program tells nothing. */
    synchronized double hertz(long nowNanos) {
        return known && nowNanos - atNanos < STALE_NANOS ? hertz : 0;
    }
}
