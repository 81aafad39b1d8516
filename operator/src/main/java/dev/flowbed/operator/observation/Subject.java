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
    private @Nullable Observer observer;
    private long transactions = -1;
    private boolean wasReady;
    private volatile Subjects.Wish wish;
    private volatile @Nullable Look last;

    Subject(Subjects.Wish wish, Observer.Means means) {
        this.wish = wish;
        this.means = means;
        this.since = means.clock().instant();
    }

    void turnTo(Subjects.Wish other) {
        wish = other;
    }

    Optional<Look> last() {
        return Optional.ofNullable(last);
    }

    /** Takes a look; whether it is to be told. */
    boolean look() throws InterruptedException {
        Subjects.Wish now = wish;
        Observer looking = observer(now.watched());
        Picture picture = looking.observe(isComingUp() ? Observer.Depth.HEIGHTS : Observer.Depth.BLOCKS);
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
        return news.isNews(look);
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
