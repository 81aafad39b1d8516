package dev.flowbed.cli.command;

import dev.flowbed.cli.follow.Display;
import dev.flowbed.cli.follow.Follower;
import dev.flowbed.cli.follow.LiveDisplay;
import dev.flowbed.cli.follow.PlainDisplay;
import dev.flowbed.cli.follow.StartJudge;
import dev.flowbed.cli.follow.Verdict;
import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.state.Json;
import dev.flowbed.cli.status.StatusReport;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Follows a testnet that is coming up, shows it, and reports how it ended. */
final class Raising {
    private final Context context;
    private final LocalTestnet testnet;
    private final Output output;
    private final Instant since;

    /**
     * Prepares to follow.
     *
     * @param since statuses from before this are not believed
     */
    Raising(Context context, LocalTestnet testnet, Output output, Instant since) {
        this.context = context;
        this.testnet = testnet;
        this.output = output;
        this.since = since;
    }

    /** Follows until Ready, or until it is clear that it will not be. */
    Verdict follow(Duration atMost) throws IOException, InterruptedException {
        try (Display display = display()) {
            return new Follower(testnet, since).follow(StartJudge::judge, atMost, display::show);
        }
    }

    private Display display() {
        PrintStream progress = output.isForPrograms() ? context.err() : context.out();
        boolean live = context.terminal().live() && !output.isForPrograms();
        return live ? new LiveDisplay(testnet.name(), context.terminal(), progress) : new PlainDisplay(progress);
    }

    /** Prints what to know of a testnet that is Ready. */
    void welcome(Verdict verdict, Duration took, boolean foreground) throws IOException {
        StatusReport report = Json.read(testnet.dir().statusFile(), StatusReport.class)
                .orElseThrow(() -> new IOException("no status of " + testnet.name() + " is known"));
        if (output.isForPrograms()) {
            context.out().println(output.text(StatusCommand.resources(testnet, report)));
            context.out().flush();
            return;
        }
        context.out()
                .println(context.terminal().green(testnet.name() + " is Ready") + " after " + seconds(took) + ": "
                        + verdict.message());
        context.out().println();
        Welcome.lines(testnet, report, context.terminal(), foreground).forEach(context.out()::println);
        context.out().flush();
    }

    /** The failure that a verdict tells. */
    CommandFailure failure(Verdict verdict, Duration after) {
        if (verdict.kind() == Verdict.Kind.FAILED) {
            return new CommandFailure(
                    ExitCode.FAILED, testnet.name() + " does not come up: " + verdict.message(), verdict.details());
        }
        return new CommandFailure(
                ExitCode.TIMEOUT,
                testnet.name() + " is not Ready after " + seconds(after) + ": " + verdict.message(),
                verdict.details());
    }

    private static String seconds(Duration duration) {
        return String.format(java.util.Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
