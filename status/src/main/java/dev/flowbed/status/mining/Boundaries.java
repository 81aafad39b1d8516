package dev.flowbed.status.mining;

import dev.flowbed.status.mining.PoolDecision.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What windows and budgets leave of the miners that a pool would have. Pure. */
final class Boundaries {
    private Boundaries() {}

    /** The miners that may run, and what is to be said of it. */
    record Left(
            int miners,
            Schedule.State window,
            Verdict inWindow,
            Verdict withinBudget,
            OptionalDouble hours,
            Optional<Instant> next) {}

    /**
     * What is left.
     *
     * @param sized how many miners it would have
     */
    static Left of(PoolWish pool, int sized, List<Limits> limits, Instant now) {
        Schedule.State window = pool.schedule().at(now);
        Budgeted budgeted = budgeted(pool, sized, limits, now);
        List<Instant> moments = new ArrayList<>();
        window.next().ifPresent(moments::add);
        budgeted.next().ifPresent(moments::add);
        return new Left(
                window.open() ? budgeted.miners() : 0,
                window,
                inWindow(window),
                budgeted.verdict(),
                limits.stream()
                        .map(Limits::left)
                        .flatMapToDouble(OptionalDouble::stream)
                        .min(),
                moments.stream().min(Instant::compareTo));
    }

    private static Verdict inWindow(Schedule.State window) {
        if (window.equals(Schedule.State.ALWAYS)) {
            return Verdict.yes(PoolDecision.IN_WINDOW, "AlwaysOpen", "it may mine at all times");
        }
        if (window.open()) {
            return Verdict.yes(
                    PoolDecision.IN_WINDOW,
                    "WindowOpen",
                    window.end() == null ? "its windows never close" : "it may mine until " + text(window.end()));
        }
        return Verdict.no(
                PoolDecision.IN_WINDOW,
                "WindowClosed",
                window.start() == null
                        ? "no window comes any more: see spec.windows"
                        : "its miners rest until " + text(window.start()));
    }

    private record Budgeted(int miners, Verdict verdict, Optional<Instant> next) {}

    private static Budgeted budgeted(PoolWish pool, int sized, List<Limits> limits, Instant now) {
        List<Limits> bounding =
                limits.stream().filter(limit -> limit.bound().binds()).toList();
        if (bounding.isEmpty()) {
            return new Budgeted(
                    sized, Verdict.yes(PoolDecision.WITHIN_BUDGET, "NoBudget", "nothing bounds it"), Optional.empty());
        }
        Optional<Limits> spent = bounding.stream()
                .filter(limit -> limit.left().isPresent() && limit.left().getAsDouble() <= 0)
                .findFirst();
        if (spent.isPresent()) {
            Optional<Instant> anew = spent.get().anew(now);
            String message =
                    spent.get().whose() + " " + hours(spent.get().bound().podHours())
                            + " pod-hours are spent: its miners rest "
                            + anew.map(moment -> "until " + text(moment)).orElse("until its budget.podHours is raised");
            return new Budgeted(0, Verdict.no(PoolDecision.WITHIN_BUDGET, "PodHoursSpent", message), anew);
        }
        Optional<Instant> next = bounding.stream()
                .flatMap(limit ->
                        Stream.of(limit.exhausted(now), limit.anew(now)).flatMap(Optional::stream))
                .min(Instant::compareTo);
        int miners = sized;
        Optional<Limits> tightest = Optional.empty();
        for (Limits limit : bounding) {
            Optional<Integer> most = limit.miners(pool.gpus());
            if (most.isPresent() && most.get() < miners) {
                miners = most.get();
                tightest = Optional.of(limit);
            }
        }
        if (tightest.isPresent()) {
            Limits limit = tightest.get();
            String message = miners + " of " + sized + " miners: " + limit.whose() + " budget is "
                    + limit.bound().gpus() + " GPUs"
                    + (limit.otherGpus() == 0 ? "" : ", of which older pools have " + limit.otherGpus())
                    + "; more come when others let go or the budget is raised";
            return new Budgeted(miners, Verdict.no(PoolDecision.WITHIN_BUDGET, "GpusExceeded", message), next);
        }
        return new Budgeted(
                miners, Verdict.yes(PoolDecision.WITHIN_BUDGET, "WithinBudget", "its budgets leave it room"), next);
    }

    private static String hours(@org.jspecify.annotations.Nullable Double hours) {
        return hours == null ? "" : String.format(Locale.ROOT, "%.0f", hours);
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
