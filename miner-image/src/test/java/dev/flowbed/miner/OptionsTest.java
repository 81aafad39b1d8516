package dev.flowbed.miner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class OptionsTest {

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
