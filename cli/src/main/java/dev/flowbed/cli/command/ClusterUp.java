package dev.flowbed.cli.command;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.input.Reading;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Problem;
import dev.flowbed.cli.cluster.Applier;
import dev.flowbed.cli.cluster.Cluster;
import dev.flowbed.cli.cluster.ClusterTestnet;
import dev.flowbed.cli.follow.Verdict;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Brings testnets up in a cluster: applies what was read, and follows until it is Ready.
 *
 * @param waits whether to wait until it is Ready
 * @param force whether fields that others own are taken over
 */
record ClusterUp(Context context, Output output, Duration patience, boolean waits, boolean force) {
    /** Applies all, then waits for each Testnet. */
    List<HasMetadata> raise(ResourceReader reader, Reading reading) throws IOException, InterruptedException {
        try (Cluster cluster = context.cluster()) {
            Applier applier = new Applier(cluster, force);
            refuseChanges(reader.changes(applier.existing(reading.documents()), reading));
            Instant since = context.machine().clock().instant();
            say("Applying to " + cluster.where());
            applier.apply(reading.documents())
                    .forEach(applied -> say("  " + applied.what() + " "
                            + applied.outcome().name().toLowerCase(Locale.ROOT)));
            List<HasMetadata> raised = new ArrayList<>();
            for (TestnetResources resources : reading.testnets()) {
                raised.addAll(follow(cluster.named(resources.name()), since));
            }
            return raised;
        }
    }

    private static void refuseChanges(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.INVALID,
                    "what exists cannot be changed like this; nothing was applied",
                    problems.stream().map(Problem::toString).toList());
        }
    }

    private List<HasMetadata> follow(ClusterTestnet testnet, Instant since) throws IOException, InterruptedException {
        if (!waits) {
            say(testnet.command() + " status " + testnet.name() + " --watch   tells how " + testnet.name()
                    + " gets on.");
            return testnet.resources(testnet.report());
        }
        Raising raising = new Raising(context, testnet, output, since);
        Verdict verdict = raising.follow(patience);
        if (verdict.kind() != Verdict.Kind.REACHED) {
            throw raising.failure(
                    verdict,
                    patience,
                    "It stays applied: `" + testnet.command() + " status " + testnet.name()
                            + "` tells how it gets on, `" + testnet.command() + " down " + testnet.name()
                            + "` takes it away.");
        }
        if (output.isForPrograms()) {
            return raising.resources();
        }
        raising.welcome(
                verdict, Duration.between(since, context.machine().clock().instant()), false);
        return List.of();
    }

    private void say(String line) {
        (output.isForPrograms() ? context.err() : context.out()).println(line);
    }
}
