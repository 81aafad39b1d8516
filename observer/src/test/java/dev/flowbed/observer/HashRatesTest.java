package dev.flowbed.observer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashRatesTest {
    @Test
    void readWithThreeSignificantDigits() {
        assertThat(HashRates.text(0)).isEqualTo("0 H/s");
        assertThat(HashRates.text(999.4)).isEqualTo("999 H/s");
        assertThat(HashRates.text(1250)).isEqualTo("1.25 kH/s");
        assertThat(HashRates.text(12_340_000)).isEqualTo("12.3 MH/s");
        assertThat(HashRates.text(999_900)).isEqualTo("1.00 MH/s");
    }
}
