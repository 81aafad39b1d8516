package dev.flowbed.status.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Schedule NIGHTS = Schedule.always().and("0 22 * * *", Duration.ofHours(8), "Europe/Zurich");

    private static Instant at(String zoned) {
        return ZonedDateTime.parse(zoned).toInstant();
    }

    @Test
    void withoutWindowsItIsAlwaysOpen() {
        assertThat(Schedule.always().at(at("2026-11-21T12:00:00Z"))).isEqualTo(Schedule.State.ALWAYS);
    }

    @Test
    void aClosedOneSaysWhenItOpensAndCloses() {
        Schedule.State state = NIGHTS.at(at("2026-11-21T12:00:00+01:00"));
        assertThat(state.open()).isFalse();
        assertThat(state.start()).isEqualTo(at("2026-11-21T22:00:00+01:00"));
        assertThat(state.end()).isEqualTo(at("2026-11-22T06:00:00+01:00"));
        assertThat(state.next()).contains(at("2026-11-21T22:00:00+01:00"));
    }

    @Test
    void anOpenOneSaysWhenItClosesAndOpensAgain() {
        Schedule.State state = NIGHTS.at(at("2026-11-22T01:30:12+01:00"));
        assertThat(state.open()).isTrue();
        assertThat(state.end()).isEqualTo(at("2026-11-22T06:00:00+01:00"));
        assertThat(state.start()).isEqualTo(at("2026-11-22T22:00:00+01:00"));
        assertThat(state.next()).contains(at("2026-11-22T06:00:00+01:00"));
    }

    @Test
    void itOpensAndClosesToTheSecond() {
        assertThat(NIGHTS.at(at("2026-11-21T21:59:59+01:00")).open()).isFalse();
        assertThat(NIGHTS.at(at("2026-11-21T22:00:00+01:00")).open()).isTrue();
        assertThat(NIGHTS.at(at("2026-11-21T22:00:00.500+01:00")).open()).isTrue();
        assertThat(NIGHTS.at(at("2026-11-22T05:59:59+01:00")).open()).isTrue();
        assertThat(NIGHTS.at(at("2026-11-22T06:00:00+01:00")).open()).isFalse();
    }

    @Test
    void theNightInWhichClocksGoBackIsNoShorterForTheMiners() {
        // 2026-10-25: 03:00 CEST becomes 02:00 CET; eight hours from 22:00 end at 05:00
        Schedule.State state = NIGHTS.at(at("2026-10-24T23:00:00+02:00"));
        assertThat(state.end()).isEqualTo(at("2026-10-25T05:00:00+01:00"));
        assertThat(state.start()).isEqualTo(at("2026-10-25T22:00:00+01:00"));
    }

    @Test
    void theNightInWhichClocksGoForwardIsNoLongerForTheMiners() {
        // 2026-03-29: 02:00 CET becomes 03:00 CEST; eight hours from 22:00 end at 07:00
        Schedule.State state = NIGHTS.at(at("2026-03-28T23:00:00+01:00"));
        assertThat(state.end()).isEqualTo(at("2026-03-29T07:00:00+02:00"));
        assertThat(state.start()).isEqualTo(at("2026-03-29T22:00:00+02:00"));
    }

    @Test
    void aStartInTheHourThatIsSkippedComesAnHourLaterOnTheWall() {
        Schedule early = Schedule.always().and("30 2 * * *", Duration.ofHours(2), "Europe/Zurich");
        Schedule.State before = early.at(at("2026-03-29T01:00:00+01:00"));
        assertThat(before.open()).isFalse();
        assertThat(before.start()).isEqualTo(at("2026-03-29T03:30:00+02:00"));
        assertThat(early.at(at("2026-03-29T04:00:00+02:00")).open()).isTrue();
    }

    @Test
    void aStartInTheHourThatComesTwiceCountsOnce() {
        Schedule early = Schedule.always().and("30 2 * * *", Duration.ofHours(3), "Europe/Zurich");
        Schedule.State before = early.at(at("2026-10-25T01:00:00+02:00"));
        assertThat(before.start()).isEqualTo(at("2026-10-25T02:30:00+02:00"));
        assertThat(before.end()).isEqualTo(at("2026-10-25T04:30:00+01:00"));
        assertThat(early.at(at("2026-10-25T02:15:00+01:00")).end()).isEqualTo(at("2026-10-25T04:30:00+01:00"));
        assertThat(early.at(at("2026-10-25T02:45:00+01:00")).end()).isEqualTo(at("2026-10-25T04:30:00+01:00"));
    }

    @Test
    void windowsOfSeveralZonesAreJoinedWhereTheyOverlap() {
        Schedule both = NIGHTS.and("0 2 * * *", Duration.ofHours(8), "UTC");
        Schedule.State state = both.at(at("2026-11-21T23:00:00Z"));
        assertThat(state.end()).isEqualTo(at("2026-11-22T10:00:00Z"));
        assertThat(state.start()).isEqualTo(at("2026-11-22T21:00:00Z"));
    }

    @Test
    void windowsWithoutAPauseBetweenThemNeverEnd() {
        Schedule always = Schedule.always().and("0 0 * * *", Duration.ofHours(24), "UTC");
        Schedule.State state = always.at(at("2026-11-21T23:00:00Z"));
        assertThat(state.open()).isTrue();
        assertThat(state.next()).isEmpty();
    }

    @Test
    void weekdaysAreThoseOfTheZone() {
        Schedule weekend = Schedule.always().and("0 0 * * 6", Duration.ofHours(48), "Pacific/Auckland");
        assertThat(weekend.at(at("2026-11-20T12:00:00Z")).open()).isTrue();
        assertThat(weekend.at(at("2026-11-22T12:00:00Z")).open()).isFalse();
    }

    @Test
    void whatIsNoScheduleIsNamedWithARemedy() {
        assertThatThrownBy(() -> Schedule.always().and("0 25 * * *", Duration.ofHours(1), "UTC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'0 25 * * *'")
                .hasMessageContaining("0 20 * * 1-5");
        assertThatThrownBy(() -> Schedule.always().and("0 2 * * *", Duration.ofHours(1), "Europe/Zurch"))
                .hasMessageContaining("'Europe/Zurch' is no time zone");
    }
}
