package dev.flowbed.alephium.amount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.alephium.codec.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlphTest {
    @ParameterizedTest
    @CsvSource({
        "1.5 ALPH, 1500000000000000000, 1.5 ALPH",
        "1000000ALPH, 1000000000000000000000000, 1000000 ALPH",
        ".5 ALPH, 500000000000000000, 0.5 ALPH",
        "0.000000000000000001 ALPH, 1, 1E-18 ALPH",
        "1500000000000000000, 1500000000000000000, 1.5 ALPH",
        "0, 0, 0 ALPH"
    })
    void amountsAreReadAndHintedAsTheOfficialNodeDoes(String text, String atto, String hint) {
        assertThat(Alph.parse(text)).hasToString(atto);
        assertThat(Alph.hint(Alph.parse(text))).isEqualTo(hint);
        assertThat(Alph.parse(Alph.format(Alph.parse(text)))).hasToString(atto);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ALPH", "1.5", "-1 ALPH", "1,5 ALPH", "1.0000000000000000001 ALPH", "1e3 ALPH", "0x10"})
    void whatIsNoAmountIsRefused(String text) {
        assertThatThrownBy(() -> Alph.parse(text)).isInstanceOf(FormatException.class);
    }

    @Test
    void arithmeticOutOfRangeFailsLoudly() {
        assertThatThrownBy(() -> U256.ZERO.minus(U256.ONE)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> U256.MAX.plus(U256.ONE)).isInstanceOf(ArithmeticException.class);
        assertThat(U256.MAX.tryPlus(U256.ONE)).isEmpty();
    }
}
