package dev.flowbed.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void whatIsNoTerminalIsPlain() {
        assertThat(Terminal.of(name -> null, Map.of())).isEqualTo(Terminal.PLAIN);
    }

    @Test
    void aTerminalThatDoesNotKnowItsWidthGetsTheCommonOne() {
        assertThat(Terminal.of(name -> "0", Map.of()).columns()).isEqualTo(100);
        assertThat(Terminal.of(name -> "", Map.of()).columns()).isEqualTo(100);
        assertThat(Terminal.of(name -> "132", Map.of()).columns()).isEqualTo(132);
    }

    @Test
    void coloursGoWhenNobodyWantsThem() {
        assertThat(Terminal.of(name -> "80", Map.of()).green("x")).contains("\u001b[32m");
        assertThat(Terminal.of(name -> "80", Map.of("NO_COLOR", "1")).green("x"))
                .isEqualTo("x");
    }
}
