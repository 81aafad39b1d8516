package dev.flowbed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class FlowbedTest {
    @Test
    void eachCommandIsFoundByTheNameThatItsHelpSays() {
        assertThat(Flowbed.commands())
                .isNotEmpty()
                .allSatisfy((name, type) ->
                        assertThat(type.getAnnotation(Command.class).name()).isEqualTo(name));
    }
}
