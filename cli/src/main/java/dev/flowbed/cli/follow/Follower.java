package dev.flowbed.cli.follow;

import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.state.ReplacedFile;
import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.status.StatusReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Follows a testnet by its files, whoever supervises it. */
public final class Follower {
    private static final long POLL_MILLIS = 100;
    /** A supervisor needs a moment to take its lock. */
    private static final Duration UNSUPERVISED_GRACE = Duration.ofSeconds(2);

    private final LocalTestnet testnet;
    private final Instant since;
    private final long began = System.nanoTime();
    private final ReplacedFile<RuntimeState> state;
    private final ReplacedFile<StatusReport> status;

    /**
     * Begins to follow.
     *
     * @param since statuses from before this are not believed
     */
    public Follower(LocalTestnet testnet, Instant since) {
        this.testnet = testnet;
        this.since = since;
        this.state = new ReplacedFile<>(testnet.dir().stateFile(), RuntimeState.class);
        this.status = new ReplacedFile<>(testnet.dir().statusFile(), StatusReport.class);
    }

    /**
     * Goes on until a judge says that it is over, or the time is.
     *
     * @return the last verdict: pending when the time was over
     */
    public Verdict follow(Function<Moment, Verdict> judge, Duration atMost, Consumer<Moment> shown)
            throws IOException, InterruptedException {
        while (true) {
            Moment moment = now();
            Verdict verdict = judge.apply(moment);
            shown.accept(moment);
            if (verdict.kind() == Verdict.Kind.REACHED) {
                return verdict;
            }
            if (verdict.kind() == Verdict.Kind.FAILED) {
                return verdict;
            }
            if (moment.elapsed().compareTo(atMost) >= 0) {
                List<String> waiting = moment.report() == null ? List.of() : StartJudge.waiting(moment.report());
                return new Verdict(Verdict.Kind.PENDING, verdict.message(), waiting);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** The testnet as its files show it. */
    public Moment now() throws IOException {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        boolean supervised = testnet.dir().isSupervised() || elapsed.compareTo(UNSUPERVISED_GRACE) < 0;
        Optional<RuntimeState> written = state.read()
                .filter(last -> !supervised || testnet.machine().table().isAlive(last.supervisor()));
        Optional<StatusReport> report =
                status.read().filter(made -> Instant.parse(made.observedAt()).isAfter(since));
        return new Moment(elapsed, supervised, written.orElse(null), report.orElse(null));
    }
}
