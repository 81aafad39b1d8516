package dev.flowbed.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.miner.hash.Device;
import dev.flowbed.miner.hash.ScalarEngine;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The miner against brokers that check its work, over real sockets. */
class MiningTest {

    private final MinerCounters counters = new MinerCounters();
    private final Wakeup wakeup = new Wakeup();
    private final List<FakeBroker> brokers = new ArrayList<>();
    private final List<Searcher> searchers = new ArrayList<>();
    private Cliques cliques = new Cliques(List.of());

    @AfterEach
    void stop() {
        searchers.forEach(Searcher::stop);
        cliques.all().forEach(Clique::stop);
        brokers.forEach(FakeBroker::close);
    }

    private FakeBroker broker(int port, int id, int of) throws IOException {
        FakeBroker broker = new FakeBroker(port, id, of);
        brokers.add(broker);
        return broker;
    }

    private Clique clique(FakeBroker... members) {
        List<HostPort> addresses = new ArrayList<>();
        for (FakeBroker member : members) {
            addresses.add(member.address());
        }
        return new Clique(addresses.toString(), addresses, counters, wakeup);
    }

    private void mine(Clique... all) {
        cliques = new Cliques(List.of(all));
        cliques.all().forEach(Clique::start);
        RateCap cap = new RateCap(Double.POSITIVE_INFINITY, System.nanoTime());
        Searcher searcher = new Searcher(cliques, new ScalarEngine(), cap, counters, wakeup, new SecureRandom());
        searchers.add(searcher);
        Thread thread = new Thread(searcher);
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void minesEveryChainAndSendsEachBlockToTheBrokerThatServesIt() throws IOException {
        FakeBroker first = broker(0, 0, 2);
        FakeBroker second = broker(0, 1, 2);
        mine(clique(first, second));
        await().until(() -> new HashSet<>(first.accepted).size() == 8 && new HashSet<>(second.accepted).size() == 8);
        assertThat(first.accepted).extracting(ChainIndex::from).containsOnly(0, 2);
        assertThat(second.accepted).extracting(ChainIndex::from).containsOnly(1, 3);
        assertThat(first.refused).isEmpty();
        assertThat(second.refused).isEmpty();
        await().until(() -> counters.accepted.sum() >= 16);
        assertThat(counters.rejected.sum()).isZero();
    }

    @Test
    void failsOverToTheNextCliqueAndComesBack() throws IOException {
        FakeBroker preferred = broker(0, 0, 1);
        FakeBroker spare = broker(0, 0, 1);
        int port = preferred.address().port();
        mine(clique(preferred), clique(spare));
        await().until(() -> preferred.accepted.size() > 3);
        preferred.close();
        int before = spare.accepted.size();
        await().until(() -> spare.accepted.size() > before + 3);
        FakeBroker again = broker(port, 0, 1);
        await().until(() -> again.accepted.size() > 3);
        assertThat(spare.refused).isEmpty();
    }

    @Test
    void refusesBrokersThatAreNamedInTheWrongOrder() throws IOException {
        FakeBroker first = broker(0, 0, 2);
        FakeBroker second = broker(0, 1, 2);
        Clique swapped = clique(second, first);
        mine(swapped);
        await().until(() -> counters.connections.sum() >= 4);
        assertThat(swapped.completeness()).isZero();
        assertThat(first.accepted).isEmpty();
    }

    @Test
    void saysWhatItDoesInMetrics() throws IOException {
        FakeBroker only = broker(0, 0, 1);
        mine(clique(only));
        await().until(() -> counters.accepted.sum() > 0);
        HashRateMeter meter = new HashRateMeter();
        meter.sample(0, 0);
        meter.sample(5000, 1_000_000_000L);
        String text = MinerMetrics.render(cliques, counters, meter, 9000, List.of(), System.nanoTime());
        assertThat(text)
                .contains("flowbed_miner_hash_rate_hertz 5000\n")
                .contains("flowbed_miner_hash_rate_cap_hertz 9000\n")
                .contains("flowbed_miner_chains_with_job{clique=\"[" + only.address() + "]\"} 16\n")
                .contains("flowbed_miner_broker_connected{broker=\"" + only.address() + "\"} 1\n")
                .containsPattern("flowbed_miner_blocks_accepted_total [1-9]")
                .containsPattern("flowbed_miner_job_age_seconds\\{clique=.*} \\d");
    }

    @Test
    void saysInMetricsHowEachDeviceDoes() {
        String text = MinerMetrics.render(cliques(), counters, new HashRateMeter(), 1, List.of(new Card()), 0);
        assertThat(text)
                .contains("flowbed_miner_device_info{device=\"cuda-3\",description=\"a \\\"card\\\"\"} 1\n")
                .contains("flowbed_miner_device_hashes_total{device=\"cuda-3\"} 77\n")
                .contains("flowbed_miner_device_up{device=\"cuda-3\"} 1\n")
                .contains("flowbed_miner_device_failures_total{device=\"cuda-3\"} 2\n")
                .contains("flowbed_miner_device_batch_seconds{device=\"cuda-3\"} 0.0300000\n");
    }

    private Cliques cliques() {
        return new Cliques(List.of(new Clique("none", List.of(), counters, wakeup)));
    }

    private record Card() implements Device {
        @Override
        public String label() {
            return "cuda-3";
        }

        @Override
        public String description() {
            return "a \"card\"";
        }

        @Override
        public boolean up() {
            return true;
        }

        @Override
        public long hashes() {
            return 77;
        }

        @Override
        public long failures() {
            return 2;
        }

        @Override
        public long batchNanos() {
            return 30_000_000;
        }
    }
}
