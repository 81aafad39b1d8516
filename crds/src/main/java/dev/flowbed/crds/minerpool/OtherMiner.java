package dev.flowbed.crds.minerpool;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * Another miner program than Flowbed's. Flowbed's own runs it and stands between it and the nodes: it hands the jobs of all brokers
 * of a clique on to it, resolves names anew, takes its solutions to the right broker, and reports its hash rate.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OtherMiner(
        @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription(
                "The program and its arguments. {host} and {port} stand for where it reaches the miner API,"
                        + " {threads} for cpu.threads.")
        List<@Size(max = 4096) String> command,

        @Size(max = 64)
        @JsonPropertyDescription("Further arguments after the command's own, with the same placeholders.")
        List<@Size(max = 4096) String> args) {

    public OtherMiner {
        command = command == null ? List.of() : List.copyOf(command);
        args = args == null ? List.of() : List.copyOf(args);
    }

    /** The whole command line, with placeholders. */
    public List<String> commandLine() {
        List<String> line = new ArrayList<>(command);
        line.addAll(args);
        return List.copyOf(line);
    }
}
