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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--devices 0 | --devices chooses among GPUs: it goes with --backend gpu, cuda or opencl, not cpu",
                "--backend gpu --threads 2 | --threads is about hashing on the CPU: it goes with --backend cpu, not gpu",
                "--backend cuda --engine vector | --engine is about hashing on the CPU: it goes with --backend cpu, not",
                "--backend gpu --devices 1,x | --devices 1,x: 'x' is neither a device's number nor a range of them; must",
                "--backend gpu --devices 3-1 | --devices 3-1: the range '3-1' ends before it begins; must be all, or"
            })
    void saysWhichChoiceOfDevicesIsWrong(String options, String message) {
        assertThat(refusal(("--clique a:1 " + options).split(" "))).startsWith(message);
    }

    private static String refusal(String... args) {
        StringWriter errors = new StringWriter();
        int code = new CommandLine(new Miner())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(errors))
                .execute(args);
        assertThat(code).isEqualTo(2);
        return errors.toString();
    }
}
