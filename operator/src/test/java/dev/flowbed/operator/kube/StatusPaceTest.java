package dev.flowbed.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.shard.ShardStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusPaceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final StatusPace pace = new StatusPace();

    @Test
    void theFirstStatusIsWrittenAtOnce() {
        assertThat(after(0, shard(1, null), status("NotObserved", 5)).isPatchStatus())
                .isTrue();
    }

    @Test
    void aTurnIsWrittenAtOnceAndFiguresEachHalfMinute() {
        after(0, shard(1, null), status("Starting", 5));

        assertThat(after(1, shard(1, status("Starting", 5)), status("Ready", 5)).isPatchStatus())
                .isTrue();
        assertThat(after(2, shard(1, status("Ready", 5)), status("Ready", 6)).isPatchStatus())
                .isFalse();
        assertThat(after(31, shard(1, status("Ready", 5)), status("Ready", 7)).isPatchStatus())
                .isTrue();
    }

    @Test
    void whatAnEarlierOperatorKnewStaysUntilThisOneHasLooked() {
        ShardStatus earlier = status("Ready", 5);

        UpdateControl<Shard> first = after(0, shard(1, earlier), status("NotObserved", 0));
        assertThat(first.isPatchStatus()).isFalse();
        assertThat(first.getScheduleDelay()).hasValue(10_000L);
        assertThat(after(9, shard(1, earlier), status("Starting", 0)).isPatchStatus())
                .isFalse();

        assertThat(after(10, shard(1, earlier), status("Unreachable", 0)).isPatchStatus())
                .isTrue();
    }

    @Test
    void anotherSpecIsAnsweredAtOnce() {
        assertThat(after(0, shard(2, status("Ready", 5)), status("NotObserved", 0))
                        .isPatchStatus())
                .isTrue();
    }

    private UpdateControl<Shard> after(long seconds, Shard shard, ShardStatus status) {
        return pace.control(shard, status, Shard::new, NOW.plusSeconds(seconds));
    }

    private static Shard shard(long generation, @Nullable ShardStatus status) {
        Shard shard = new Shard();
        shard.setMetadata(new ObjectMetaBuilder()
                .withName("net-b0")
                .withNamespace("dev")
                .withUid("one")
                .withGeneration(generation)
                .build());
        shard.setStatus(status);
        return shard;
    }

    private static ShardStatus status(String reason, long height) {
        Condition ready = new Condition(
                "Ready", reason.equals("Ready") ? ConditionStatus.TRUE : ConditionStatus.FALSE, reason, "", null, 1L);
        return new ShardStatus(1L, List.of(ready), List.of(0), "1/1", height, List.of());
    }
}
