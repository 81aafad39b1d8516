package dev.flowbed.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @ParameterizedTest
    @CsvSource({"500000,500000", "500k,500000", "1.5M,1500000", "2 GH/s,2000000000", "1T,1000000000000"})
    void readsHashRates(String text, double hertz) {
        assertThat(HashRate.parse(text).hertz()).isEqualTo(hertz);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-5k", "5 kk", "1e6", "0", "0.5"})
    void refusesWhatIsNoHashRate(String text) {
        assertThatThrownBy(() -> HashRate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"12,12.0 H/s", "512345,512.3 kH/s", "2000000,2.0 MH/s", "1e15,1000.0 TH/s"})
    void printsHashRatesInTheUnitThatFits(double hertz, String text) {
        assertThat(new HashRate(hertz)).hasToString(text);
    }

    @Test
    void readsTheBrokersOfACliqueInOrder() {
        assertThat(BrokerAddress.parseClique("node-0.clique:10973,[::1]:10974"))
                .containsExactly(new BrokerAddress("node-0.clique", 10973), new BrokerAddress("::1", 10974))
                .last()
                .hasToString("[::1]:10974");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "host:", "host:0", "host:65536", ":10973", "a:1,,b:2", "::1:10973"})
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> BrokerAddress.parseClique(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not HOST:PORT");
    }
}
