package dev.flowbed.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.minerpool.Interruptions;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.crds.minerpool.Usage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolsTextTest {
    private static final Condition READY = condition("Ready", ConditionStatus.TRUE, "1 of 1 miners have work");

    @Test
    void anOrdinaryPoolIsALineOfTheTable() {
        MinerPoolStatus pool = pool(List.of(READY), null, null, null);
        assertThat(PoolsText.lines(Map.of("net-cpu", pool)))
                .containsExactly(
                        "MINERS    MINING   HASH RATE   ACCEPTED   REJECTED",
                        "net-cpu   1/3      1.2 MH/s    7          -");
    }

    @Test
    void whatNothingWasAskedOfIsNotSaid() {
        Condition sized = new Condition("Sized", ConditionStatus.TRUE, "FixedReplicas", "spec.replicas says", "", 1L);
        Condition bound = new Condition("WithinBudget", ConditionStatus.TRUE, "NoBudget", "nothing bounds it", "", 1L);
        Condition open = new Condition("InWindow", ConditionStatus.TRUE, "WindowOpen", "it may mine until 5", "", 1L);
        assertThat(PoolsText.lines(Map.of("net-cpu", pool(List.of(READY, sized, bound, open), null, null, null))))
                .hasSize(3)
                .endsWith("  net-cpu: it may mine until 5");
    }

    @Test
    void aPoolWithAGoalSaysWhatIsWantedAndWhatHoldsItBack() {
        Condition sized = condition("Sized", ConditionStatus.FALSE, "3 miners are the most that it may have");
        Condition budget = condition("WithinBudget", ConditionStatus.FALSE, "24 of 24 miner-hours are used");
        MinerPoolStatus pool = pool(
                List.of(READY, sized, budget),
                "5 MH/s",
                new Interruptions(2, 1, "2026-11-21T10:00:00Z", "PreemptionByScheduler", List.of()),
                new Usage(
                        "24",
                        "24",
                        "1.2",
                        "2026-11-20T00:00:00Z",
                        "2026-11-21T10:00:00Z",
                        List.of(new Usage.Period("24h", "2026-11-21T00:00:00Z", "10"))));
        assertThat(PoolsText.lines(Map.of("net-gpu", pool)))
                .contains(
                        "net-gpu   1/3      1.2 MH/s of 5 MH/s   7          -",
                        "  net-gpu: 3 miners are the most that it may have",
                        "  net-gpu: 24 of 24 miner-hours are used",
                        "  net-gpu: 2 miners lost, 1 of them regained; the last: PreemptionByScheduler",
                        "  net-gpu: taken 24 miner-hours, 24 GPU-hours, 1.2 CPU-hours since 2026-11-20T00:00:00Z; 10 miner-hours of the 24h"
                                + " since 2026-11-21T00:00:00Z");
    }

    @Test
    void aPoolThatIsNotReadySaysWhy() {
        Condition waiting = condition("Ready", ConditionStatus.FALSE, "0 of 3 miners have work");
        assertThat(PoolsText.lines(Map.of("net-cpu", pool(List.of(waiting), null, null, null))))
                .endsWith("  net-cpu: 0 of 3 miners have work");
    }

    private static Condition condition(String type, ConditionStatus status, String message) {
        return new Condition(type, status, "Reason", message, "2026-11-21T10:00:00Z", 1L);
    }

    private static MinerPoolStatus pool(
            List<Condition> conditions,
            @Nullable String desired,
            @Nullable Interruptions interruptions,
            @Nullable Usage usage) {
        return new MinerPoolStatus(
                1L, conditions, 2, 1, 3, null, "1.2 MH/s", desired, 7L, null, null, interruptions, usage);
    }
}
