package dev.flowbed.operator.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.rest.RestClient;
import dev.flowbed.observer.Limits;
import dev.flowbed.observer.Observer;
import dev.flowbed.observer.Watched;
import dev.flowbed.observer.WatchedNode;
import dev.flowbed.operator.observation.Subjects.Pace;
import dev.flowbed.operator.observation.Subjects.Wish;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubjectsTest {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final ResourceID NET = new ResourceID("net", "dev");
    private static final ResourceID OTHER = new ResourceID("other", "dev");

    private final ExecutorService asking = Executors.newSingleThreadExecutor();
    private final StepByStep clock = new StepByStep();
    private final StepByStep lookers = new StepByStep();
    private final List<ResourceID> told = new ArrayList<>();
    private Runnable whileLooking = () -> {};
    private final Subjects subjects = new Subjects(
            new Observer.Means(
                    new RestClient(Duration.ofSeconds(1), Duration.ofSeconds(1)), asking, Limits.DEFAULT, new Time()),
            clock,
            lookers,
            new Pace(INTERVAL, 50),
            told::add);

    @AfterEach
    void end() {
        asking.shutdownNow();
    }

    @Test
    void aTestnetIsLookedAtAtOnceToldOfAndLookedAtAgain() {
        subjects.watch(NET, wish("net-c0-b0-0"));
        assertThat(subjects.last(NET)).isEmpty();
        lookers.step();
        assertThat(subjects.last(NET)).isPresent();
        assertThat(subjects.all()).containsOnlyKeys(NET);
        assertThat(told).containsExactly(NET);

        clock.step();
        lookers.step();
        assertThat(told).as("nothing is new in the second look").containsExactly(NET);
        assertThat(clock.waiting()).hasSize(1);
    }

    @Test
    void eachTestnetWaitsForItsOwnNextLook() {
        subjects.watch(NET, wish());
        subjects.watch(OTHER, wish());
        lookers.step();
        lookers.step();
        assertThat(told).containsExactly(NET, OTHER);
        assertThat(clock.waiting()).hasSize(2);
        assertThat(subjects.count()).isEqualTo(2);
    }

    @Test
    void whatIsForgottenIsNotLookedAtAnyMore() {
        subjects.watch(NET, wish());
        subjects.forget(NET);
        lookers.step();
        assertThat(told).isEmpty();
        assertThat(clock.waiting()).isEmpty();
        assertThat(subjects.isWatched(NET)).isFalse();
    }

    @Test
    void whatIsForgottenDuringALookIsNotTold() {
        whileLooking = () -> subjects.forget(NET);
        subjects.watch(NET, wish());
        lookers.step();
        assertThat(told).isEmpty();
        assertThat(subjects.all()).isEmpty();
        clock.stepAll();
        lookers.stepAll();
        assertThat(clock.waiting()).isEmpty();
    }

    @Test
    void watchingTheSameAgainAsksForNoLookAndSomethingElseForOneAtOnce() {
        subjects.watch(NET, wish());
        lookers.step();
        subjects.watch(NET, wish());
        assertThat(lookers.waiting()).isEmpty();

        subjects.watch(NET, wish("net-c0-b0-0"));
        assertThat(clock.waiting()).as("the look that was to come later").isEmpty();
        assertThat(lookers.waiting()).hasSize(1);
    }

    @Test
    void whatChangesDuringALookIsLookedAtRightAfterIt() {
        whileLooking = () -> subjects.watch(NET, wish("net-c0-b0-0"));
        subjects.watch(NET, wish());
        lookers.step();
        assertThat(lookers.waiting()).as("one look at a time").isEmpty();
        assertThat(clock.waiting()).containsExactly(Duration.ZERO);
    }

    @Test
    void aLookThatFailsIsFollowedByTheNext() {
        asking.shutdownNow();
        WatchedNode node = new WatchedNode("net-c0-b0", 0, 0, 1, URI.create("http://127.0.0.1:1"), Optional.empty());
        subjects.watch(NET, new Wish(watched(List.of(node)), 10, Set.of()));
        lookers.step();
        assertThat(told).isEmpty();
        assertThat(clock.waiting()).hasSize(1);
    }

    @Test
    void anOperatorThatEndsTakesNoLooksAndDoesNotFail() {
        subjects.watch(NET, wish());
        clock.shutdown();
        lookers.step();
        assertThat(told).containsExactly(NET);
        lookers.shutdown();
        subjects.watch(OTHER, wish());
        assertThat(clock.waiting()).isEmpty();
    }

    @Test
    void manyNodesAreAskedLessOften() {
        Pace pace = new Pace(INTERVAL, 50);
        assertThat(pace.pause(INTERVAL, 40)).isEqualTo(INTERVAL);
        assertThat(pace.pause(INTERVAL, 400)).isEqualTo(Duration.ofSeconds(8));
        assertThat(pace.pause(Duration.ofSeconds(30), 400)).isEqualTo(Duration.ofSeconds(30));
        assertThat(pace.pause(Duration.ofSeconds(30), 4000)).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void whatComesUpIsWatchedCloselyHoweverManyThereAre() {
        assertThat(new Pace(INTERVAL, 50).pause(Duration.ofMillis(500), 4000)).isEqualTo(Duration.ofMillis(500));
    }

    private static Wish wish(String... ready) {
        return new Wish(watched(List.of()), 10, Set.of(ready));
    }

    private static Watched watched(List<WatchedNode> nodes) {
        return new Watched("net", 4, Duration.ofSeconds(4), nodes, List.of());
    }

    /** Time that stands still, and is asked for during each look. */
    private final class Time extends Clock {
        private boolean within;

        @Override
        public Instant instant() {
            if (!lookers.isIdle() && !within) {
                within = true;
                whileLooking.run();
                within = false;
            }
            return Instant.parse("2026-01-01T00:00:00Z");
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
