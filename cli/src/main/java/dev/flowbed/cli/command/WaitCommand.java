package dev.flowbed.cli.command;

import dev.flowbed.cli.follow.Follower;
import dev.flowbed.cli.follow.Moment;
import dev.flowbed.cli.follow.Verdict;
import dev.flowbed.cli.view.TestnetView;
import dev.flowbed.crds.Condition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits for a condition. */
@Command(
        name = "wait",
        description = "Wait until a testnet has a condition.",
        footer = {
            "",
            "Examples:",
            "  flowbed wait --for=condition=Ready --timeout=60s",
            "  flowbed wait quickstart --for=condition=ChainsAdvancing=True",
            "",
            "Exit codes: 0 it has it, 1 it will not get it by itself, 3 not in time."
        })
public final class WaitCommand implements Callable<Integer> {
    private static final Pattern FOR = Pattern.compile("condition=([A-Za-z]+)(?:=(True|False|Unknown))?");

    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "TESTNET", description = "Not needed when there is only one.")
    private @Nullable String testnet;

    @Option(
            names = "--for",
            paramLabel = "condition=TYPE[=STATUS]",
            defaultValue = "condition=Ready",
            description = "What to wait for (default: ${DEFAULT-VALUE}).")
    private String wanted = "condition=Ready";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "How long (default: ${DEFAULT-VALUE}).")
    private String timeout = "60s";

    public WaitCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Duration patience = Commands.duration(timeout, "--timeout");
        Matcher match = FOR.matcher(wanted);
        Commands.require(match.matches(), "--for must be condition=TYPE or condition=TYPE=STATUS, not " + wanted);
        String type = match.group(1);
        String status = match.group(2) == null ? "True" : match.group(2);
        try (TestnetView found = context.view(testnet)) {
            return await(found, type, status, patience);
        }
    }

    private int await(TestnetView found, String type, String status, Duration patience)
            throws IOException, InterruptedException {
        // a status from before is as good as a fresh one while somebody keeps it up to date
        Instant since = context.machine().clock().instant().minus(Duration.ofSeconds(15));
        Verdict verdict = new Follower(found.moments(since))
                .follow(moment -> judge(moment, type, status), patience, moment -> {});
        if (verdict.kind() == Verdict.Kind.REACHED) {
            context.out().println(found.name() + ": condition " + type + " is " + status + ": " + verdict.message());
            return ExitCode.OK;
        }
        throw new CommandFailure(
                verdict.kind() == Verdict.Kind.FAILED ? ExitCode.FAILED : ExitCode.TIMEOUT,
                found.name() + ": condition " + type + " is not " + status
                        + (verdict.kind() == Verdict.Kind.FAILED ? "" : " after " + timeout) + ": " + verdict.message(),
                verdict.details());
    }

    private static Verdict judge(Moment moment, String type, String status) {
        if (!moment.running()) {
            return new Verdict(Verdict.Kind.FAILED, "the testnet is not running", List.of());
        }
        Optional<Condition> condition =
                moment.report() == null ? Optional.empty() : moment.report().condition(type);
        if (condition
                .filter(found -> found.status().toString().equalsIgnoreCase(status))
                .isPresent()) {
            return new Verdict(Verdict.Kind.REACHED, condition.get().message(), List.of());
        }
        if (moment.report() != null && condition.isEmpty()) {
            return new Verdict(
                    Verdict.Kind.FAILED,
                    "there is no such condition; there is "
                            + String.join(
                                    ", ",
                                    moment.report().testnet().conditions().stream()
                                            .map(Condition::type)
                                            .toList()),
                    List.of());
        }
        if (type.equals("Ready") && status.equals("True")) {
            return moment.start();
        }
        return new Verdict(
                Verdict.Kind.PENDING,
                condition.map(Condition::message).orElse("the condition has not been judged yet"),
                List.of());
    }
}
