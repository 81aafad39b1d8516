package dev.flowbed.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.miner.hash.HashEngine;
import dev.flowbed.miner.hash.NoDeviceException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The miner on whatever OpenCL device there is, against a broker that checks its work. */
class GpuMiningTest {
    private final MinerCounters counters = new MinerCounters();
    private final Wakeup wakeup = new Wakeup();
    private final List<Searcher> searchers = new ArrayList<>();

    @Test
    void minesEveryChainForTheNewestJobs() throws IOException {
        Hashing hashing;
        try {
            hashing = GpuHashing.open(Backend.OPENCL, "0", told -> {});
        } catch (NoDeviceException e) {
            assumeThat(e)
                    .describedAs("SKIPPED: no OpenCL device to mine on: %s", e.getMessage())
                    .isNull();
            return;
        }
        try (FakeBroker broker = new FakeBroker(0, 0, 1)) {
            Clique clique = new Clique("one", List.of(broker.address()), counters, wakeup);
            clique.start();
            Cliques cliques = new Cliques(List.of(clique));
            for (HashEngine engine : hashing.engines()) {
                RateCap cap = new RateCap(Double.POSITIVE_INFINITY, System.nanoTime());
                Searcher searcher = new Searcher(cliques, engine, cap, counters, wakeup, new SecureRandom());
                searchers.add(searcher);
                Thread thread = new Thread(searcher);
                thread.setDaemon(true);
                thread.start();
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> new HashSet<>(broker.accepted).size() == 16);
            assertThat(broker.refused).isEmpty();
            assertThat(hashing.devices()).singleElement().satisfies(device -> {
                assertThat(device.up()).isTrue();
                assertThat(device.hashes()).isPositive();
            });
            searchers.forEach(Searcher::stop);
            clique.stop();
        }
    }
}
