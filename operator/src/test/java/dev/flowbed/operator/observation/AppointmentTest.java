package dev.flowbed.operator.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AppointmentTest {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Appointment appointment = new Appointment();
    private final List<Duration> scheduled = new ArrayList<>();
    private CompletableFuture<Void> look = new CompletableFuture<>();

    @Test
    void aLookThatWaitsIsTakenAtOnceWhenAsked() {
        next();

        assertThat(appointment.bringForward()).isTrue();
        assertThat(look).isCancelled();
    }

    @Test
    void whenOneIsUnderWayAnotherFollowsAtOnce() {
        assertThat(appointment.bringForward()).isFalse();
        next();

        assertThat(scheduled).containsExactly(Duration.ZERO);
    }

    @Test
    void whatWasAskedForIsGivenOnce() {
        next();
        look.complete(null);
        assertThat(appointment.bringForward()).isFalse();
        assertThat(appointment.bringForward()).isFalse();
        next();
        look.complete(null);
        next();

        assertThat(scheduled).containsExactly(PAUSE, Duration.ZERO, PAUSE);
    }

    private void next() {
        appointment.next(PAUSE, this::schedule);
    }

    private Future<?> schedule(Duration pause) {
        scheduled.add(pause);
        look = new CompletableFuture<>();
        return look;
    }
}
