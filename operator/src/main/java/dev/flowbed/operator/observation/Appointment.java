package dev.flowbed.operator.observation;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** When the next look at one testnet comes. */
final class Appointment {
    private @Nullable Future<?> waiting;
    private boolean wanted;

    /**
     * Sets the time of the next look, after one was taken: at once when somebody asked for it meanwhile.
     *
     * @param schedule has a look taken after a pause
     */
    synchronized void next(Duration pause, Function<Duration, Future<?>> schedule) {
        waiting = schedule.apply(wanted ? Duration.ZERO : pause);
        wanted = false;
    }

    /** Gives up the time that was set. True when the caller is to take the look; false when one is under way, and another follows it. */
    synchronized boolean bringForward() {
        if (waiting != null && waiting.cancel(false)) {
            waiting = null;
            return true;
        }
        wanted = true;
        return false;
    }
}
