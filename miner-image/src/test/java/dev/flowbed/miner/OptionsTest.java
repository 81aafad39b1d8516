package dev.flowbed.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--clique | host:0 | host:0: 'host:0': port 0 cannot be connected to; must be HOST:PORT, such as",
                "--clique | a:1,,b:2 | a:1,,b:2: '': no port; must be HOST:PORT, such as",
                "--metrics-address | ::1:9100 | ::1:9100: more than one colon; an IPv6 address goes in brackets; must be"
            })
    void saysWhichAddressIsWrongAndWhy(String option, String text, String message) {
        assertThat(refusal("--clique", "a:1", option, text)).startsWith(option + " " + message);
    }

    @Test
    void saysWhichHashRateIsWrong() {
        assertThat(refusal("--clique", "a:1", "--max-hashrate", "fast")).startsWith("--max-hashrate: 'fast'");
    }

    private static String refusal(String... args) {
        StringWriter errors = new StringWriter();
        int code = new CommandLine(new Miner()).setErr(new PrintWriter(errors)).execute(args);
        assertThat(code).isEqualTo(2);
        return errors.toString();
    }
}
