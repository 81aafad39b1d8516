package dev.flowbed.cli.command;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.input.Reading;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Problem;
import dev.flowbed.cli.follow.Verdict;
import dev.flowbed.cli.local.Application;
import dev.flowbed.cli.local.Detaching;
import dev.flowbed.cli.local.Ending;
import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.local.LocalView;
import dev.flowbed.cli.local.PoolNotes;
import dev.flowbed.cli.local.StatusSource;
import dev.flowbed.cli.local.Supervision;
import dev.flowbed.cli.state.HeldLock;
import dev.flowbed.cli.state.RuntimeState.Phase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings testnets up. */
@Command(
        name = "up",
        description = {
            "Bring up the testnet that some files describe, and supervise it until Ctrl-C. Everything is validated before"
                    + " anything starts. For a testnet that runs already, changes are applied; what cannot change is refused."
        },
        footer = {
            "",
            "Examples:",
            "  flowbed up examples/quickstart.yaml             watch it come up; Ctrl-C stops it",
            "  flowbed up net.yaml --detach                    come back once it is Ready; it runs on",
            "  flowbed up net.yaml --detach -o json            the same for scripts: the resources with their status",
            "  cat net.yaml | flowbed up - --detach --timeout 30s",
            "  flowbed up net.yaml --alephium-jar alephium-4.6.0.jar    for client: alephium",
            "  flowbed -n dev up net.yaml                      apply it to a cluster, and come back once it is Ready",
            "",
            "Exit codes: 0 done, 1 did not come up, 2 wrong usage or resources, 3 not Ready in time."
        })
public final class UpCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files with resources, folders of such files, or - for standard input.")
    private List<String> files = List.of();

    @Option(
            names = {"-d", "--detach"},
            description = "Leave the testnet running in the background and return once it is Ready.")
    private boolean detach;

    @Option(
            names = "--wait",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "With --detach: wait until it is Ready (default); --no-wait returns at once.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "120s",
            description = "How long it may take to become Ready (default: ${DEFAULT-VALUE}).")
    private String timeout = "120s";

    @Option(
            names = "--force-conflicts",
            description = "On a cluster: take over fields that others have set differently.")
    private boolean forceConflicts;

    @Mixin
    private UpSettings settings = new UpSettings();

    @Mixin
    private Output output = new Output();

    /** What is up, for programs. */
    private final List<HasMetadata> raised = new ArrayList<>();

    /** Whether events are told at once: not while a display is drawn. */
    private volatile boolean eventsTold;

    /** Made at once, since it gets ready beside whatever else there is to do; given back before a long supervision. */
    private @Nullable ResourceReader firstReader = new ResourceReader();

    public UpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Duration patience = Commands.duration(timeout, "--timeout");
        ResourceReader reader = Objects.requireNonNull(firstReader);
        firstReader = null;
        Reading reading = reader.read(Sources.read(files, System.in));
        if (!reading.isValid()) {
            reading.problems().stream().map(Problem::toString).forEach(context.err()::println);
            throw new CommandFailure(
                    ExitCode.INVALID,
                    reading.problems().size() == 1
                            ? "the resources are not valid; nothing was changed"
                            : reading.problems().size() + " problems in the resources; nothing was changed");
        }
        Commands.require(
                !reading.testnets().isEmpty() || context.onCluster(),
                "there is no Testnet in " + String.join(", ", files));
        if (context.onCluster()) {
            settings.requireNoneLocal();
            raised.addAll(new ClusterUp(context, output, patience, wait, forceConflicts).raise(reader, reading));
            printRaised();
            return ExitCode.OK;
        }
        Commands.require(
                reading.testnets().size() == 1 || detach,
                "there are " + reading.testnets().size() + " testnets in these files: bring them up with --detach, or"
                        + " one at a time");
        try {
            for (TestnetResources resources : reading.testnets()) {
                raise(settings.request(context, reader, reading, resources), patience);
            }
        } finally {
            printRaised();
        }
        return ExitCode.OK;
    }

    private void raise(Application.Request request, Duration patience) throws IOException, InterruptedException {
        LocalTestnet testnet = context.machine().testnet(request.resources().name());
        PoolNotes.of(request.resources()).forEach(this::say);
        Instant since = context.machine().clock().instant();
        Raising raising = new Raising(context, new LocalView(testnet), output, since);
        context.machine().root().create();
        testnet.dir().create();
        Supervision supervision;
        try (HeldLock lock = Commands.lock(testnet)) {
            Application.Applied applied =
                    new Applying(testnet, this::say).apply(request, "flowbed up " + String.join(" ", files));
            if (testnet.dir().isSupervised()) {
                say(testnet.name() + " runs already; "
                        + (applied.outcome() == Application.Outcome.UNCHANGED
                                ? "nothing has changed."
                                : "the changes are applied."));
                followRunning(raising, since, patience);
                return;
            }
            if (detach) {
                detach(testnet, raising, since, patience);
                return;
            }
            supervision = new Supervision(testnet, event -> {
                Detaching.record(testnet.dir(), event);
                if (eventsTold) {
                    say(event.at() + " " + event.what());
                }
            });
        }
        superviseHere(testnet, supervision, raising, since, patience);
    }

    private void followRunning(Raising raising, Instant since, Duration patience)
            throws IOException, InterruptedException {
        Verdict verdict = raising.follow(patience);
        if (verdict.kind() != Verdict.Kind.REACHED) {
            throw raising.failure(verdict, patience);
        }
        welcome(raising, verdict, since, false);
    }

    /** Until it is Ready it is this command's: a failure or Ctrl-C leaves nothing running. */
    private void detach(LocalTestnet testnet, Raising raising, Instant since, Duration patience)
            throws IOException, InterruptedException {
        Detaching detaching = new Detaching(testnet);
        Thread hook = new Thread(
                () -> {
                    say("Stopping " + testnet.name() + ", which was not Ready yet.");
                    abandon(detaching);
                    end(testnet, "interrupted before it was Ready");
                },
                "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        boolean settled = false;
        try {
            detaching.start();
            if (wait) {
                Verdict verdict = raising.follow(patience);
                if (verdict.kind() != Verdict.Kind.REACHED) {
                    throw raising.failure(verdict, patience);
                }
                welcome(raising, verdict, since, false);
            } else {
                say(testnet.name() + " starts in the background; `flowbed status` tells how it gets on.");
                raised.addAll(new LocalView(testnet).resources(StatusSource.now(testnet)));
            }
            settled = true;
        } finally {
            if (!settled) {
                end(testnet, "it did not become Ready");
            }
            forgo(hook);
        }
    }

    private static void abandon(Detaching detaching) {
        try {
            detaching.abandon();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(LocalTestnet testnet, String why) {
        try {
            new Ending(testnet).end(why);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forgo(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException interrupted) {
            // it runs already, and ends what was started
        }
    }

    private void welcome(Raising raising, Verdict verdict, Instant since, boolean foreground) throws IOException {
        if (output.isForPrograms()) {
            raised.addAll(raising.resources());
        } else {
            raising.welcome(verdict, elapsed(since), foreground);
        }
    }

    private void printRaised() throws IOException {
        if (output.isForPrograms() && !raised.isEmpty()) {
            context.out().println(output.text(StatusCommand.list(raised)));
            context.out().flush();
            raised.clear();
        }
    }

    private void superviseHere(
            LocalTestnet testnet, Supervision supervision, Raising raising, Instant since, Duration patience)
            throws IOException, InterruptedException {
        CompletableFuture<Phase> end = new CompletableFuture<>();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (!end.isDone()) {
                                say("Stopping " + testnet.name() + "; its chains are kept for the next `flowbed up`.");
                            }
                        },
                        "stopping"));
        Thread thread = new Thread(
                () -> {
                    try {
                        end.complete(supervision.run());
                    } catch (IOException | RuntimeException e) {
                        end.completeExceptionally(e);
                    }
                },
                "supervisor");
        thread.start();
        Verdict verdict = raising.follow(patience);
        if (verdict.kind() != Verdict.Kind.REACHED) {
            supervision.stop(Phase.FAILED, verdict.message());
            join(end);
            throw raising.failure(verdict, patience);
        }
        welcome(raising, verdict, since, true);
        printRaised();
        eventsTold = true;
        join(end);
        say(testnet.name() + " has ended: " + supervision.reason() + ".");
    }

    private static Phase join(CompletableFuture<Phase> end) throws IOException {
        try {
            return end.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new UncheckedIOException(new IOException(e.getCause()));
        }
    }

    private void say(String line) {
        (output.isForPrograms() ? context.err() : context.out()).println(line);
    }

    private Duration elapsed(Instant since) {
        return Duration.between(since, context.machine().clock().instant());
    }
}
