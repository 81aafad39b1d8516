package dev.flowbed.alephium.amount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashRateTest {
    @ParameterizedTest
    @CsvSource({"500,500", "500000,500000", "500k,500000", "1.5M,1500000", "2 GH/s,2000000000", "1T,1000000000000"})
    void isReadWithItsUnit(String text, double hertz) {
        assertThat(HashRate.parse(text).hertz()).isEqualTo(hertz);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-5k", "5 kk", "1e6", "0", "0.5"})
    void isRefusedWhenItIsNone(String text) {
        assertThatThrownBy(() -> HashRate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 H/s",
        "12,12 H/s",
        "999.4,999 H/s",
        "1250,1.25 kH/s",
        "999900,1.00 MH/s",
        "12340000,12.3 MH/s",
        "1e15,1.00 PH/s",
        "2e22,20000 EH/s"
    })
    void isShownWithThreeDigitsInTheUnitThatFits(double hertz, String text) {
        assertThat(new HashRate(hertz)).hasToString(text);
    }
}
