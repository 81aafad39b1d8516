package dev.flowbed.status.mining;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The windows of time in which a pool may mine. A window starts by the clock on the wall of its time zone and lasts as long as it
 * says by a clock that knows no daylight saving: one of eight hours is eight hours long also in a night when clocks are set. A start
 * in the hour that a spring night skips comes as much later on the wall; one in the hour that comes twice comes the first time.
 */
public final class Schedule {
    /** Windows without a pause between them are joined up to here: what is open for so long is open for ever. */
    private static final Duration FOR_EVER = Duration.ofDays(400);

    private final List<Window> windows;

    /** How far wall clocks are set back or forward at most. */
    private static final Duration CLOCK_CHANGE = Duration.ofHours(2);

    /**
     * One that repeats. Its starts are reckoned on a wall clock that is never set (the library's own reckoning loses starts in the
     * hour that is skipped and doubles those in the hour that comes twice), and only then given their place in time.
     */
    private record Window(ExecutionTime starts, Duration duration, ZoneId zone) {

        /** The newest start at or before a moment. */
        Optional<Instant> lastStart(Instant moment) {
            ZonedDateTime wall = wall(moment).plus(CLOCK_CHANGE);
            Optional<ZonedDateTime> start = starts.isMatch(wall) ? Optional.of(wall) : starts.lastExecution(wall);
            while (start.isPresent() && instant(start.get()).isAfter(moment)) {
                start = starts.lastExecution(start.get());
            }
            return start.map(this::instant);
        }

        Optional<Instant> nextStart(Instant moment) {
            Optional<ZonedDateTime> start = starts.nextExecution(wall(moment).minus(CLOCK_CHANGE));
            while (start.isPresent() && !instant(start.get()).isAfter(moment)) {
                start = starts.nextExecution(start.get());
            }
            return start.map(this::instant);
        }

        private ZonedDateTime wall(Instant moment) {
            return moment.atZone(zone)
                    .toLocalDateTime()
                    .truncatedTo(ChronoUnit.MINUTES)
                    .atZone(ZoneOffset.UTC);
        }

        private Instant instant(ZonedDateTime wall) {
            return wall.toLocalDateTime().atZone(zone).toInstant();
        }

        /** Until when it is open at a moment; empty when it is not. */
        Optional<Instant> end(Instant moment) {
            return lastStart(moment).map(start -> start.plus(duration)).filter(end -> end.isAfter(moment));
        }
    }

    /**
     * How things stand at a moment.
     *
     * @param open whether a pool may mine
     * @param start when the next window starts; absent without one, and while one is open that never ends
     * @param end when the open window ends, or the next one that starts; absent for one that never ends
     */
    public record State(
            boolean open, @Nullable Instant start, @Nullable Instant end) {
        /** Without any window: always open. */
        public static final State ALWAYS = new State(true, null, null);

        /** When the state is another next. */
        public Optional<Instant> next() {
            return Optional.ofNullable(open ? end : start);
        }
    }

    private Schedule(List<Window> windows) {
        this.windows = windows;
    }

    /** Windows that are never closed. */
    public static Schedule always() {
        return new Schedule(List.of());
    }

    /** This schedule and another window. */
    public Schedule and(String cron, Duration duration, String timeZone) {
        List<Window> all = new ArrayList<>(windows);
        all.add(new Window(ExecutionTime.forCron(parse(cron)), duration, zone(timeZone)));
        return new Schedule(List.copyOf(all));
    }

    private static com.cronutils.model.Cron parse(String cron) {
        try {
            return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(cron);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + cron
                            + "' is no schedule in cron's form (minute hour day month weekday, such as 0 20 * * 1-5): "
                            + e.getMessage(),
                    e);
        }
    }

    private static ZoneId zone(String timeZone) {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + timeZone + "' is no time zone of the IANA database, such as Europe/Zurich or UTC", e);
        }
    }

    /** How things stand now. */
    public State at(Instant now) {
        if (windows.isEmpty()) {
            return State.ALWAYS;
        }
        Optional<Instant> open = end(now);
        if (open.isPresent()) {
            Optional<Instant> closes = closing(now, open.get());
            Instant after = closes.flatMap(this::nextStart).orElse(null);
            return new State(true, after, closes.orElse(null));
        }
        Optional<Instant> start = nextStart(now);
        Instant end = start.flatMap(opens -> end(opens).flatMap(first -> closing(opens, first)))
                .orElse(null);
        return new State(false, start.orElse(null), end);
    }

    /** When windows that follow one another, or overlap, are all over; empty when that is too far off. */
    private Optional<Instant> closing(Instant from, Instant first) {
        Instant closes = first;
        while (Duration.between(from, closes).compareTo(FOR_EVER) < 0) {
            Optional<Instant> later = end(closes);
            if (later.isEmpty()) {
                return Optional.of(closes);
            }
            closes = later.get();
        }
        return Optional.empty();
    }

    private Optional<Instant> end(Instant moment) {
        return windows.stream()
                .map(window -> window.end(moment))
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    private Optional<Instant> nextStart(Instant moment) {
        return windows.stream()
                .map(window -> window.nextStart(moment))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }
}
