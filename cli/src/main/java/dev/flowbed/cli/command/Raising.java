package dev.flowbed.cli.command;

import dev.flowbed.cli.follow.Display;
import dev.flowbed.cli.follow.Follower;
import dev.flowbed.cli.follow.LiveDisplay;
import dev.flowbed.cli.follow.Moment;
import dev.flowbed.cli.follow.PlainDisplay;
import dev.flowbed.cli.follow.Verdict;
import dev.flowbed.cli.view.TestnetView;
import dev.flowbed.status.StatusReport;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows a testnet that is coming up, shows it, and reports how it ended. */
final class Raising {
    private final Context context;
    private final TestnetView testnet;
    private final Output output;
    private final Instant since;
    private @Nullable StatusReport last;

    /**
     * Prepares to follow.
     *
     * @param since statuses from before this are not believed
     */
    Raising(Context context, TestnetView testnet, Output output, Instant since) {
        this.context = context;
        this.testnet = testnet;
        this.output = output;
        this.since = since;
    }

    /** Follows until Ready, or until it is clear that it will not be. */
    Verdict follow(Duration atMost) throws IOException, InterruptedException {
        try (Display display = display()) {
            return new Follower(testnet.moments(since)).follow(this::judge, atMost, display::show);
        }
    }

    private Verdict judge(Moment moment) {
        last = moment.report() == null ? last : moment.report();
        return moment.start();
    }

    private Display display() {
        PrintStream progress = output.isForPrograms() ? context.err() : context.out();
        boolean live = context.terminal().live() && !output.isForPrograms();
        return live ? new LiveDisplay(testnet.name(), context.terminal(), progress) : new PlainDisplay(progress);
    }

    /** Its resources with their status, for programs. */
    List<HasMetadata> resources() throws IOException {
        return testnet.resources(report());
    }

    private StatusReport report() throws IOException {
        if (last == null) {
            throw new IOException("no status of " + testnet.name() + " is known");
        }
        return last;
    }

    /** Prints what people should know of a testnet that is Ready. */
    void welcome(Verdict verdict, Duration took, boolean foreground) throws IOException {
        context.out()
                .println(context.terminal().green(testnet.name() + " is Ready") + " after " + seconds(took) + ": "
                        + verdict.message());
        context.out().println();
        new Welcome(context.terminal(), testnet, report()).lines(foreground).forEach(context.out()::println);
        context.out().flush();
    }

    /**
     * The failure that a verdict tells.
     *
     * @param advice what to know beside it
     */
    CommandFailure failure(Verdict verdict, Duration after, String... advice) {
        List<String> details = new ArrayList<>(verdict.details());
        details.addAll(List.of(advice));
        if (verdict.kind() == Verdict.Kind.FAILED) {
            return new CommandFailure(
                    ExitCode.FAILED, testnet.name() + " does not come up: " + verdict.message(), details);
        }
        return new CommandFailure(
                ExitCode.TIMEOUT,
                testnet.name() + " is not Ready after " + seconds(after) + ": " + verdict.message(),
                details);
    }

    private static String seconds(Duration duration) {
        return String.format(java.util.Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
