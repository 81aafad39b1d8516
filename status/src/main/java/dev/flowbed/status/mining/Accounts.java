package dev.flowbed.status.mining;

import dev.flowbed.blueprint.GoDuration;
import dev.flowbed.crds.minerpool.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Accounts as statuses hold them. */
public final class Accounts {
    /** A third of a second: what rounding loses at each writing. */
    private static final int DECIMALS = 4;

    private Accounts() {}

    /** Reads what was written; a new account where nothing was. */
    public static Account read(@Nullable Usage usage, Instant now) {
        if (usage == null || usage.since() == null || usage.until() == null) {
            return Account.opened(now);
        }
        Map<Duration, Account.Period> periods = new HashMap<>();
        usage.periods()
                .forEach(period -> periods.put(
                        GoDuration.parse(period.length()),
                        new Account.Period(Instant.parse(period.start()), hours(period.podHours()))));
        return new Account(
                Instant.parse(usage.since()),
                Instant.parse(usage.until()),
                hours(usage.podHours()),
                hours(usage.gpuHours()),
                hours(usage.cpuHours()),
                periods);
    }

    /** Writes an account; nothing for one that nothing was ever taken of. */
    public static @Nullable Usage write(Account account) {
        if (text(account.podHours()).equals("0")) {
            return null;
        }
        List<Usage.Period> periods = account.periods().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(period -> new Usage.Period(
                        length(period.getKey()),
                        period.getValue().start().toString(),
                        text(period.getValue().podHours())))
                .toList();
        return new Usage(
                text(account.podHours()),
                orAbsent(account.gpuHours()),
                orAbsent(account.cpuHours()),
                account.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                account.until().truncatedTo(ChronoUnit.MILLIS).toString(),
                periods);
    }

    private static double hours(@Nullable String text) {
        return text == null ? 0 : Double.parseDouble(Objects.requireNonNull(text));
    }

    private static @Nullable String orAbsent(double hours) {
        return text(hours).equals("0") ? null : text(hours);
    }

    static String text(double hours) {
        BigDecimal rounded = BigDecimal.valueOf(hours)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }

    private static String length(Duration length) {
        return length.toMillis() % 3_600_000 == 0
                ? length.toHours() + "h"
                : length.toMillis() % 60_000 == 0 ? length.toMinutes() + "m" : length.toMillis() + "ms";
    }
}
