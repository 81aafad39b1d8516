package dev.flowbed.cli.local;

import dev.flowbed.cli.follow.Moment;
import dev.flowbed.cli.follow.Moments;
import dev.flowbed.cli.follow.StartJudge;
import dev.flowbed.cli.state.ReplacedFile;
import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.status.StatusReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A testnet of this machine by its files, whoever supervises it. */
public final class LocalMoments implements Moments {
    /** A supervisor needs a moment to take its lock. */
    private static final Duration UNSUPERVISED_GRACE = Duration.ofSeconds(2);

    private final LocalTestnet testnet;
    private final Instant since;
    private final ReplacedFile<RuntimeState> state;
    private final ReplacedFile<StatusReport> status;

    /**
     * Looks at a testnet.
     *
     * @param since statuses from before this are not believed
     */
    public LocalMoments(LocalTestnet testnet, Instant since) {
        this.testnet = testnet;
        this.since = since;
        this.state = new ReplacedFile<>(testnet.dir().stateFile(), RuntimeState.class);
        this.status = new ReplacedFile<>(testnet.dir().statusFile(), StatusReport.class);
    }

    @Override
    public Moment now(Duration elapsed) throws IOException {
        boolean supervised = testnet.dir().isSupervised() || elapsed.compareTo(UNSUPERVISED_GRACE) < 0;
        RuntimeState written = state.read()
                .filter(last -> !supervised || testnet.machine().table().isAlive(last.supervisor()))
                .orElse(null);
        Optional<StatusReport> report =
                status.read().filter(made -> Instant.parse(made.observedAt()).isAfter(since));
        return new Moment(
                elapsed,
                supervised,
                report.orElse(null),
                StartJudge.notices(written),
                StartJudge.judge(supervised, written, report.orElse(null)));
    }
}
