package dev.flowbed.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadOfLateTest {
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final AtomicInteger asked = new AtomicInteger();
    private final ReadOfLate<Integer, Integer> read = new ReadOfLate<>(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void whatWasReadServesForTenSecondsAndNoLonger() {
        assertThat(get(1)).isEqualTo(1);
        now = now.plusSeconds(9);
        assertThat(get(1)).isEqualTo(1);
        now = now.plusSeconds(1);
        assertThat(get(1)).isEqualTo(2);
    }

    @Test
    void keysAreToldApart() {
        assertThat(get(1)).isEqualTo(1);
        assertThat(get(2)).isEqualTo(2);
        assertThat(get(1)).isEqualTo(1);
    }

    @Test
    void whatWasNotAskedForLongestIsForgottenWhenThereIsTooMuch() {
        for (int key = 0; key < 1024; key++) {
            get(key);
        }
        get(0);
        get(1024);
        assertThat(get(0)).isEqualTo(1);
        assertThat(get(1)).isEqualTo(1026);
    }

    private int get(int key) {
        return read.get(key, asked::incrementAndGet);
    }
}
