package dev.flowbed.operator.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CadenceTest {
    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    private static final Duration BLOCK_TIME = Duration.ofSeconds(4);

    private final Cadence cadence = new Cadence(Duration.ofSeconds(2), START);
    private Instant now = START;

    @Test
    void whatComesUpIsWatchedCloselyForAMinute() {
        assertThat(look(false, true, true)).hasMillis(500);
        now = START.plusSeconds(59);
        assertThat(look(false, false, false)).hasMillis(500);
    }

    @Test
    void whatDoesNotComeUpIsWatchedLessClosely() {
        now = START.plusSeconds(61);
        assertThat(look(false, false, false)).hasSeconds(3);
        assertThat(look(false, false, false)).hasSeconds(4);
        assertThat(look(false, false, false)).hasSeconds(4);
    }

    @Test
    void whatStandsStillIsLookedAtEverMoreSeldom() {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 20; i++) {
            longest = look(true, false, false);
        }
        assertThat(longest).hasSeconds(30);
    }

    @Test
    void whereBlocksComeTheyAreAllSeen() {
        for (int i = 0; i < 20; i++) {
            look(true, false, true);
        }
        assertThat(look(true, false, true)).hasSeconds(10);
        assertThat(cadence.after(true, false, true, Duration.ofSeconds(1), now)).hasSeconds(6);
        assertThat(cadence.after(true, false, true, Duration.ofMillis(100), now))
                .hasSeconds(2);
    }

    @Test
    void theFirstBlockAfterALongRestMakesLooksMoreFrequent() {
        for (int i = 0; i < 20; i++) {
            look(true, false, false);
        }
        assertThat(look(true, false, true)).hasSeconds(10);
    }

    @Test
    void aTurnStartsAnew() {
        for (int i = 0; i < 20; i++) {
            look(true, false, false);
        }
        assertThat(look(true, true, false)).hasSeconds(2);
        now = now.plusSeconds(1000);
        assertThat(look(false, true, false)).hasMillis(500);
    }

    @Test
    void soDoesWhatOthersKnow() {
        now = START.plusSeconds(1000);
        assertThat(look(false, false, false)).hasSeconds(3);
        cadence.turn(now);
        assertThat(look(false, false, false)).hasMillis(500);
    }

    @Test
    void manyTestnetsAreLookedAtLessOftenEachButNotThoseThatComeUp() {
        Subjects.Pace pace = new Subjects.Pace(Duration.ofSeconds(2), 50);

        assertThat(pace.pause(Duration.ofSeconds(2), 4)).hasSeconds(2);
        assertThat(pace.pause(Duration.ofSeconds(30), 400)).hasSeconds(30);
        assertThat(pace.pause(Duration.ofSeconds(10), 4000)).hasSeconds(80);
        assertThat(pace.pause(Duration.ofMillis(500), 4000)).hasMillis(500);
    }

    private Duration look(boolean ready, boolean turned, boolean moved) {
        return cadence.after(ready, turned, moved, BLOCK_TIME, now);
    }
}
