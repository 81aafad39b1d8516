package dev.flowbed.cli.follow;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Follows a testnet, wherever it runs. */
public final class Follower {
    private final Moments moments;
    private final long began = System.nanoTime();

    /** Begins to follow. */
    public Follower(Moments moments) {
        this.moments = moments;
    }

    /**
     * Goes on until a judge says that it is over, or the time is.
     *
     * @return the last verdict: pending when the time was over
     */
    public Verdict follow(Function<Moment, Verdict> judge, Duration atMost, Consumer<Moment> shown)
            throws IOException, InterruptedException {
        while (true) {
            Moment moment = moments.now(Duration.ofNanos(System.nanoTime() - began));
            Verdict verdict = judge.apply(moment);
            shown.accept(moment);
            if (verdict.kind() != Verdict.Kind.PENDING) {
                return verdict;
            }
            if (moment.elapsed().compareTo(atMost) >= 0) {
                return Verdict.pending(verdict.message(), late(moment));
            }
            Thread.sleep(moments.pause().toMillis());
        }
    }

    private static List<String> late(Moment moment) {
        return Stream.concat(
                        moment.report() == null ? Stream.empty() : StartJudge.waiting(moment.report()).stream(),
                        moment.notices().stream())
                .toList();
    }
}
