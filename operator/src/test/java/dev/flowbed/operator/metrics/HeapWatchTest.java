package dev.flowbed.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class HeapWatchTest {
    private static final long MIB = 1 << 20;

    @Test
    void aCollectionThatLeavesTooMuchIsTold() {
        List<String> told = new CopyOnWriteArrayList<>();
        HeapWatch.watch(1e-6, told::add);
        await().until(() -> {
            System.gc();
            return !told.isEmpty();
        });
        assertThat(told.get(0)).contains("MiB are in use after a collection").contains("memory limit");
    }

    @Test
    void itSaysHowMuchOfHowMuch() {
        assertThat(HeapWatch.warning(new MemoryUsage(0, 230 * MIB, 250 * MIB, 256 * MIB)))
                .startsWith("The heap is nearly full: 230 of 256 MiB");
    }
}
