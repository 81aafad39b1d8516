package dev.flowbed.rill.development;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that runs as another one does, some time ahead of it or behind. Thread-safe. */
public final class MovableClock extends Clock {
    private final Clock base;
    private volatile long offsetMillis;

    /** A clock that shows the same as another one until it is moved. */
    public MovableClock(Clock base) {
        this.base = base;
    }

    /** The clock that this one follows. */
    Clock base() {
        return base;
    }

    /** Milliseconds that it is ahead. */
    long offsetMillis() {
        return offsetMillis;
    }

    void setOffsetMillis(long millis) {
        offsetMillis = millis;
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the node's clock has one zone");
    }

    @Override
    public Instant instant() {
        return base.instant().plusMillis(offsetMillis);
    }

    @Override
    public long millis() {
        return base.millis() + offsetMillis;
    }
}
