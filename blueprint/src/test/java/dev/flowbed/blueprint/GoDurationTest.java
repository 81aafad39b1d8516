package dev.flowbed.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Durations and amounts as resources write them. */
class GoDurationTest {

    @Test
    void durationsAddUpTheirParts() {
        assertThat(GoDuration.parse("1h30m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(GoDuration.parse("2.5s")).isEqualTo(Duration.ofMillis(2500));
        assertThat(GoDuration.parse("1us1ns")).isEqualTo(Duration.ofNanos(1001));
        assertThat(GoDuration.parse("8760h")).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void otherTextsAreRefused() {
        for (String text : new String[] {"", "5", "1d", "1h x", "-1s"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> GoDuration.parse(text));
        }
    }

    @Test
    void amountsAreAttoOrAlph() {
        assertThat(Amount.atto("1000000 ALPH")).isEqualTo(BigInteger.TEN.pow(24));
        assertThat(Amount.atto("0.000000000000000001 ALPH")).isEqualTo(BigInteger.ONE);
        assertThat(Amount.atto("17")).isEqualTo(BigInteger.valueOf(17));
    }
}
