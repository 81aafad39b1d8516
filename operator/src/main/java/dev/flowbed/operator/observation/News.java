package dev.flowbed.operator.observation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is new in a look, and whether that is worth a pass: something else to act on at once, other figures now and then. */
final class News {
    /** Figures in a status are at most so old, when they change at all. */
    static final Duration FIGURES = Duration.ofSeconds(30);

    private @Nullable Signs signs;
    private @Nullable Figures figures;
    private @Nullable Figures toldFigures;
    private Instant told = Instant.EPOCH;

    /**
     * What is new.
     *
     * @param turned there is something else to act on than in the look before
     * @param moved the figures are others than in the look before
     * @param toTell whether it is worth a pass; it counts as told then
     */
    record Finding(boolean turned, boolean moved, boolean toTell) {}

    /** Compares a look with those before. */
    Finding of(Look look) {
        Signs seen = Signs.of(look);
        Figures counted = Figures.of(look.picture());
        Instant now = look.picture().takenAt();
        boolean turned = !seen.equals(signs);
        boolean moved = !counted.equals(figures);
        boolean old = !counted.equals(toldFigures) && !told.plus(FIGURES).isAfter(now);
        signs = seen;
        figures = counted;
        if (turned || old) {
            toldFigures = counted;
            told = now;
        }
        return new Finding(turned, moved, turned || old);
    }
}
