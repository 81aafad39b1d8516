package dev.flowbed.rill.api;

import java.time.Duration;
import java.util.Optional;

/** From when to when, in milliseconds since 1970, both inclusive (api/.../TimeInterval.scala). */
record TimeInterval(long from, long to) {
    /** Reads {@code fromTs} and {@code toTs}, the latter now unless given. */
    static TimeInterval of(ApiRequest request, long now) {
        long from = request.query("fromTs", ApiRequest::timestamp);
        Optional<Long> to = request.optionalQuery("toTs", ApiRequest::timestamp);
        if (from >= to.orElse(now)) {
            throw ApiException.badRequest(
                    "Invalid value (expected value to pass validation: `fromTs` must be before `toTs`, but got: TimeInterval("
                            + "TimeStamp(" + from + "ms),"
                            + to.map(value -> "Some(TimeStamp(" + value + "ms))")
                                    .orElse("None") + "))");
        }
        return new TimeInterval(from, to.orElse(now));
    }

    /** Itself, if it is no wider than allowed. */
    TimeInterval within(Duration widest) {
        if (to - from > widest.toMillis()) {
            throw ApiException.badRequest("Time span cannot be greater than Duration(" + widest.toMillis() + "ms)");
        }
        return this;
    }
}
