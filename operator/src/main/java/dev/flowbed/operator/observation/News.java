package dev.flowbed.operator.observation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which looks are worth a pass: those that show something else to act on at once, other figures now and then. */
final class News {
    /** Figures in a status are at most so old, when they change at all. */
    static final Duration FIGURES = Duration.ofSeconds(30);

    private @Nullable Signs signs;
    private @Nullable Figures figures;
    private Instant told = Instant.EPOCH;

    /** Whether this look is to be told; it counts as told then. */
    boolean isNews(Look look) {
        Signs seen = Signs.of(look);
        Figures counted = Figures.of(look.picture());
        Instant now = look.picture().takenAt();
        boolean other = !seen.equals(signs);
        boolean old = !counted.equals(figures) && !told.plus(FIGURES).isAfter(now);
        if (!other && !old) {
            return false;
        }
        signs = seen;
        figures = counted;
        told = now;
        return true;
    }
}
