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
import dev.flowbed.cli.local.PortsTaken;
import dev.flowbed.cli.local.Refused;
import dev.flowbed.cli.local.Supervision;
import dev.flowbed.cli.state.HeldLock;
import dev.flowbed.cli.state.RuntimeState.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings testnets up. */
@Command(
        name = "up",
        description = {
            "Bring up the testnet that some files describe, and supervise it until Ctrl-C. Everything is validated before"
                    + " anything starts. For a testnet that runs already, changes are applied; what cannot change is refused.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowbed up examples/quickstart.yaml             watch it come up; Ctrl-C stops it",
            "  flowbed up net.yaml --detach                    come back once it is Ready; it runs on",
            "  flowbed up net.yaml --detach -o json            the same for scripts: the resources with their status",
            "  cat net.yaml | flowbed up - --detach --timeout 30s",
            "  flowbed up net.yaml --alephium-jar alephium-4.6.0.jar    for client: alephium",
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

    @Mixin
    private UpSettings settings = new UpSettings();

    @Mixin
    private Output output = new Output();

    public UpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Duration patience = Commands.duration(timeout, "--timeout");
        // not a field: what judging needs is to be given back before a long supervision
        ResourceReader reader = new ResourceReader();
        Reading reading = reader.read(Sources.read(files, System.in));
        if (!reading.isValid()) {
            reading.problems().stream().map(Problem::toString).forEach(context.err()::println);
            throw new CommandFailure(
                    ExitCode.INVALID,
                    reading.problems().size() == 1
                            ? "the resources are not valid; nothing was started"
                            : reading.problems().size() + " problems in the resources; nothing was started");
        }
        Commands.require(!reading.testnets().isEmpty(), "there is no Testnet in " + String.join(", ", files));
        Commands.require(
                reading.testnets().size() == 1 || detach,
                "there are " + reading.testnets().size() + " testnets in these files: bring them up with --detach, or"
                        + " one at a time");
        for (TestnetResources resources : reading.testnets()) {
            raise(settings.request(context, reader, reading, resources), patience);
        }
        return ExitCode.OK;
    }

    private void raise(Application.Request request, Duration patience) throws IOException, InterruptedException {
        LocalTestnet testnet = context.machine().testnet(request.resources().name());
        Instant since = context.machine().clock().instant();
        Raising raising = new Raising(context, testnet, output, since);
        context.machine().root().create();
        testnet.dir().create();
        Supervision supervision;
        try (HeldLock lock = Commands.lock(testnet)) {
            Application.Outcome outcome = apply(request, testnet);
            if (testnet.dir().isSupervised()) {
                say(testnet.name() + " runs already; "
                        + (outcome == Application.Outcome.UNCHANGED
                                ? "nothing has changed."
                                : "the changes are applied."));
                followRunning(raising, since, patience);
                return;
            }
            if (detach) {
                Detaching.start(testnet);
                followDetached(testnet, raising, since, patience);
                return;
            }
            supervision = new Supervision(testnet, event -> Detaching.record(testnet.dir(), event));
        }
        superviseHere(testnet, supervision, raising, since, patience);
    }

    private Application.Outcome apply(Application.Request request, LocalTestnet testnet) throws IOException {
        boolean isNew = !testnet.dir().exists();
        try {
            return new Application(testnet).apply(request);
        } catch (Refused e) {
            forget(testnet, isNew);
            throw new CommandFailure(ExitCode.INVALID, String.valueOf(e.getMessage()), e.reasons());
        } catch (PortsTaken e) {
            forget(testnet, isNew);
            throw new CommandFailure(
                    ExitCode.FAILED,
                    testnet.name() + " cannot start: " + e.getMessage(),
                    "Its ports stay the same over restarts. End what listens there, or give the ports up:",
                    "  flowbed down " + testnet.name() + " && flowbed up " + String.join(" ", files));
        }
    }

    private static void forget(LocalTestnet testnet, boolean isNew) throws IOException {
        if (isNew) {
            testnet.dir().wipe();
        }
    }

    private void followRunning(Raising raising, Instant since, Duration patience)
            throws IOException, InterruptedException {
        Verdict verdict = raising.follow(patience);
        if (verdict.kind() != Verdict.Kind.REACHED) {
            throw raising.failure(verdict, patience);
        }
        raising.welcome(verdict, elapsed(since), false);
    }

    private void followDetached(LocalTestnet testnet, Raising raising, Instant since, Duration patience)
            throws IOException, InterruptedException {
        if (!wait) {
            say(testnet.name() + " starts in the background; `flowbed status` tells how it gets on.");
            return;
        }
        Verdict verdict = raising.follow(patience);
        if (verdict.kind() != Verdict.Kind.REACHED) {
            new Ending(testnet).end("it did not become Ready");
            throw raising.failure(verdict, patience);
        }
        raising.welcome(verdict, elapsed(since), false);
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
        raising.welcome(verdict, elapsed(since), true);
        Phase phase = join(end);
        say(testnet.name() + " has ended: " + phase.name().toLowerCase(java.util.Locale.ROOT) + ".");
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
