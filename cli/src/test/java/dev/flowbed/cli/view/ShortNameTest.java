package dev.flowbed.cli.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ShortNameTest {
    private static final List<String> ALL = List.of(
            "net-c0-b0",
            "net-c0-b1",
            "net-c1-b0",
            "net-cpu-5d9f-abcde",
            "net-gpu-77aa-x1",
            "net-gpu-77aa-x2",
            "flowbed");

    @Test
    void aWholeNameIsMeantThoughOthersHoldIt() {
        assertThat(meant("net-c0-b0")).isEqualTo("net-c0-b0");
        assertThat(meant("flowbed")).isEqualTo("flowbed");
    }

    @Test
    void theEndIsEnough() {
        assertThat(meant("c1-b0")).isEqualTo("net-c1-b0");
        assertThat(meant("b1")).isEqualTo("net-c0-b1");
    }

    @Test
    void aPoolIsFoundInTheNameOfItsOnlyPod() {
        assertThat(meant("cpu")).isEqualTo("net-cpu-5d9f-abcde");
    }

    @Test
    void severalAndNoneAreRefused() {
        assertThatThrownBy(() -> meant("b0")).hasMessageStartingWith("several are called b0");
        assertThatThrownBy(() -> meant("gpu")).hasMessageStartingWith("several are called gpu");
        assertThatThrownBy(() -> meant("pu")).hasMessageStartingWith("nothing is called pu; there is net-c0-b0");
    }

    private static String meant(String text) {
        return new ShortName(text).among(ALL, Function.identity(), IllegalArgumentException::new);
    }
}
