package dev.flowbed.cli.command;

import dev.flowbed.blueprint.input.Reading;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Problem;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what is wrong with resources. */
@Command(
        name = "validate",
        description = {
            "Say all that is wrong with resources, by file, line and field, as a cluster would. Nothing is started.",
            "Exit code 0 when all is well, 2 otherwise."
        },
        footer = {"", "Examples:", "  flowbed validate examples/quickstart.yaml", "  cat net.yaml | flowbed validate -"
        })
public final class ValidateCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, folders, or - for standard input.")
    private List<String> files = List.of();

    @Mixin
    private Output output = new Output();

    public ValidateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Reading reading = new ResourceReader().read(Sources.read(files, System.in));
        if (output.isForPrograms()) {
            context.out().println(output.text(reading.problems()));
        } else if (reading.isValid()) {
            context.out()
                    .println("Valid: "
                            + String.join(
                                    ", ",
                                    reading.testnets().stream()
                                            .map(testnet -> "Testnet " + testnet.name())
                                            .toList()));
        } else {
            reading.problems().stream().map(Problem::toString).forEach(context.err()::println);
        }
        return reading.isValid() ? ExitCode.OK : ExitCode.INVALID;
    }
}
