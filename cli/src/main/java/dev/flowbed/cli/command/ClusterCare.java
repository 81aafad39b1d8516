package dev.flowbed.cli.command;

import dev.flowbed.cli.cluster.Cluster;
import dev.flowbed.cli.cluster.ClusterBundle;
import dev.flowbed.cli.cluster.ClusterTestnet;
import dev.flowbed.cli.cluster.Removal;
import dev.flowbed.cli.cluster.Restart;
import dev.flowbed.cli.cluster.Sleep;
import dev.flowbed.cli.follow.Verdict;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the commands do beside {@code up} when a cluster is meant. */
record ClusterCare(Context context) {
    private static final Duration REMOVAL = Duration.ofSeconds(180);
    private static final Duration RESTART = Duration.ofSeconds(120);

    private ClusterTestnet find(@Nullable String name) {
        return ClusterNames.find(context.cluster(), name);
    }

    void stop(@Nullable String name) {
        try (ClusterTestnet testnet = find(name)) {
            new Sleep(testnet).begin();
            context.out()
                    .println(testnet.name() + " is being stopped; `" + testnet.command() + " start " + testnet.name()
                            + "` brings it back with its chains.");
        }
    }

    int start(@Nullable String name, Duration patience, Output output) throws IOException, InterruptedException {
        try (ClusterTestnet testnet = find(name)) {
            Instant since = context.machine().clock().instant();
            new Sleep(testnet).end();
            Raising raising = new Raising(context, testnet, output, since);
            Verdict verdict = raising.follow(patience);
            if (verdict.kind() != Verdict.Kind.REACHED) {
                throw raising.failure(verdict, patience, "`" + testnet.command() + " status` tells how it gets on.");
            }
            if (output.isForPrograms()) {
                context.out().println(output.text(StatusCommand.list(raising.resources())));
            } else {
                raising.welcome(
                        verdict,
                        Duration.between(since, context.machine().clock().instant()),
                        false);
            }
            return ExitCode.OK;
        }
    }

    void down(@Nullable String name, boolean all, boolean wipe) throws InterruptedException {
        try (Cluster cluster = context.cluster()) {
            List<ClusterTestnet> testnets = all
                    ? cluster.testnets().stream()
                            .map(testnet -> cluster.named(testnet.getMetadata().getName()))
                            .toList()
                    : List.of(ClusterNames.find(cluster, name));
            if (testnets.isEmpty()) {
                context.out().println("There are no testnets in " + cluster.where() + ".");
            }
            for (ClusterTestnet testnet : testnets) {
                List<String> kept = new Removal(testnet).run(wipe, REMOVAL);
                context.out().println(testnet.name() + " is gone" + (wipe ? " and forgotten." : "."));
                if (!kept.isEmpty()) {
                    context.out()
                            .println("Its storage keeps " + kept.size() + " volume claims (" + String.join(", ", kept)
                                    + ") for a later testnet of its name; --wipe removes such too.");
                }
            }
        }
    }

    void restart(String node, @Nullable String name) throws InterruptedException {
        try (ClusterTestnet testnet = find(name)) {
            List<String> pods = new Restart(testnet).of(node, RESTART);
            context.out()
                    .println(
                            pods.size() == 1
                                    ? node + " was restarted (pod " + pods.get(0) + ")."
                                    : node + " was restarted with its clique (pods " + String.join(", ", pods) + ").");
        }
    }

    int bundle(@Nullable String name, Path target) throws IOException {
        try (ClusterTestnet testnet = find(name)) {
            return new ClusterBundle(testnet).write(target);
        }
    }

    /** The name of the testnet that is meant. */
    String name(@Nullable String name) {
        try (ClusterTestnet testnet = find(name)) {
            return testnet.name();
        }
    }

    /** One testnet as programs read it. */
    record Listed(
            String name,
            String namespace,
            String state,
            @Nullable String nodes,
            @Nullable Long height,
            @Nullable String rest,
            @Nullable String createdAt) {}

    List<Listed> list(boolean everywhere) {
        try (Cluster cluster = context.cluster()) {
            return (everywhere ? cluster.testnetsEverywhere() : cluster.testnets())
                    .stream()
                            .map(ClusterCare::listed)
                            .sorted(Comparator.comparing(Listed::namespace).thenComparing(Listed::name))
                            .toList();
        }
    }

    private static Listed listed(Testnet testnet) {
        Optional<TestnetStatus> status = Optional.ofNullable(testnet.getStatus());
        String state = testnet.getMetadata().getDeletionTimestamp() != null
                ? "Deleting"
                : status.flatMap(found -> found.conditions().stream()
                                .filter(condition -> condition.type().equals("Ready"))
                                .findFirst())
                        .map(ClusterCare::state)
                        .orElse("Unknown");
        return new Listed(
                testnet.getMetadata().getName(),
                Objects.requireNonNullElse(testnet.getMetadata().getNamespace(), ""),
                state,
                status.map(TestnetStatus::readyNodes).orElse(null),
                status.map(TestnetStatus::height).orElse(null),
                status.map(TestnetStatus::endpoints)
                        .map(endpoints -> endpoints.rest())
                        .orElse(null),
                testnet.getMetadata().getCreationTimestamp());
    }

    private static String state(Condition ready) {
        return switch (ready.status()) {
            case TRUE -> "Ready";
            case FALSE -> ready.reason();
            case UNKNOWN -> "Unknown";
        };
    }
}
