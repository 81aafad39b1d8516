package dev.flowbed.operator.observation;

import dev.flowbed.observer.Condition;
import dev.flowbed.observer.Conditions;
import dev.flowbed.observer.Observer;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.Thresholds;
import dev.flowbed.observer.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One testnet that is looked at. What to look at may change at any time; one look at a time is taken. */
final class Subject {
    private static final Duration COMING_UP = Duration.ofSeconds(60);

    private final Observer.Means means;
    private final Instant since;
    private final News news = new News();
    private final Cadence cadence;
    private final Appointment appointment = new Appointment();
    private @Nullable Observer observer;
    private long transactions = -1;
    private boolean wasReady;
    private boolean doubted;
    private volatile Subjects.Wish wish;
    private volatile @Nullable Look last;
    private volatile Duration pause;

    /** @param interval how long after a look the next one follows where something goes on */
    Subject(Subjects.Wish wish, Observer.Means means, Duration interval) {
        this.wish = wish;
        this.means = means;
        this.since = means.clock().instant();
        this.cadence = new Cadence(interval, since);
        this.pause = interval;
    }

    /** What is to be looked at from now on; whether that is something else. */
    boolean turnTo(Subjects.Wish other) {
        if (other.equals(wish)) {
            return false;
        }
        wish = other;
        cadence.turn(means.clock().instant());
        return true;
    }

    int nodes() {
        return wish.watched().nodes().size();
    }

    /** How long after the last look the next one should follow. */
    Duration pause() {
        return pause;
    }

    Appointment appointment() {
        return appointment;
    }

    Optional<Look> last() {
        return Optional.ofNullable(last);
    }

    /** Takes a look; whether it is to be told. */
    boolean look() throws InterruptedException {
        Subjects.Wish now = wish;
        Observer looking = observer(now.watched());
        Picture picture = looking.observe(isComingUp() ? Observer.Depth.HEIGHTS : Observer.Depth.BLOCKS);
        if (isDoubtful(picture)) {
            pause = Cadence.WATCHFUL;
            return false;
        }
        Optional<Instant> before = last().flatMap(Look::lastUse);
        boolean used = transactions >= 0 && picture.transactions() > transactions;
        transactions = Math.max(transactions, picture.transactions());
        List<Condition> conditions = List.copyOf(Conditions.of(picture).values());
        Look look = new Look(
                picture,
                conditions,
                last().map(Look::symptoms)
                        .orElse(Symptoms.NONE)
                        .after(picture, now.behindBlocks(), fresh(now.watched())),
                used ? Optional.of(picture.takenAt()) : before);
        wasReady |= look.isReady();
        last = look;
        News.Finding found = news.of(look);
        pause = cadence.after(
                look.isReady(), found.turned(), found.moved(), now.watched().blockTargetTime(), picture.takenAt());
        return found.toTell();
    }

    /** One answer that was late, or an operator that has just started and is slow itself, is not a node that fell silent: two are. */
    private boolean isDoubtful(Picture picture) {
        doubted = !doubted && Silence.isNew(last().map(Look::picture), picture);
        return doubted;
    }

    private Observer observer(Watched watched) {
        Observer before = observer;
        Observer now;
        if (before == null) {
            now = new Observer(watched, means);
        } else if (before.watched().equals(watched)) {
            return before;
        } else {
            now = before.turnedTo(watched);
            transactions = -1; // nodes at other addresses count anew
        }
        observer = now;
        return now;
    }

    private boolean isComingUp() {
        return !wasReady && means.clock().instant().isBefore(since.plus(COMING_UP));
    }

    private static Duration fresh(Watched watched) {
        return Thresholds.of(watched.blockTargetTime()).stall();
    }
}
