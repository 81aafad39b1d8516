package dev.flowbed.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.miner.hash.ScalarEngine;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A program behind the relay, played by Flowbed's own miner, against brokers that check its work. */
class JobRelayTest {
    private final MinerCounters relayed = new MinerCounters();
    private final MinerCounters own = new MinerCounters();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Wakeup> wakeups = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void aProgramThatKnowsOneNodeMinesForAllBrokersOfAClique() throws IOException {
        FakeBroker first = broker(0, 0, 2);
        FakeBroker second = broker(0, 1, 2);
        program(relay(clique(relayed, new Wakeup(), first.address(), second.address())));

        await().until(() -> new HashSet<>(first.accepted).size() == 8 && new HashSet<>(second.accepted).size() == 8);
        assertThat(first.refused).isEmpty();
        assertThat(second.refused).isEmpty();
        await().until(() -> relayed.accepted.sum() >= 16);
        await().untilAsserted(() -> assertThat(own.accepted.sum()).isGreaterThanOrEqualTo(16));
    }

    @Test
    void theProgramStaysConnectedWhileAnotherCliqueTakesOver() throws IOException {
        FakeBroker preferred = broker(0, 0, 1);
        FakeBroker spare = broker(0, 0, 1);
        Wakeup wakeup = new Wakeup();
        program(relay(clique(relayed, wakeup, preferred.address()), clique(relayed, wakeup, spare.address())));
        await().until(() -> preferred.accepted.size() > 3);

        preferred.close();

        await().until(() -> spare.accepted.size() > 3);
        assertThat(own.connections.sum()).isEqualTo(1);
    }

    private record Relaying(JobRelay relay, Cliques cliques) {}

    private Relaying relay(Clique... all) throws IOException {
        Cliques cliques = new Cliques(List.of(all));
        JobRelay relay = JobRelay.listen(cliques, relayed, wakeups.get(wakeups.size() - 1));
        open.add(relay);
        relay.start();
        for (Clique clique : all) {
            clique.start();
            open.add(clique::stop);
        }
        return new Relaying(relay, cliques);
    }

    private Clique clique(MinerCounters counters, Wakeup wakeup, HostPort... brokers) {
        wakeups.add(wakeup);
        return new Clique(List.of(brokers).toString(), List.of(brokers), counters, wakeup);
    }

    private void program(Relaying relaying) {
        HostPort node = new HostPort("127.0.0.1", relaying.relay().address().getPort());
        Wakeup wakeup = new Wakeup();
        Clique clique = clique(own, wakeup, node);
        Cliques cliques = new Cliques(List.of(clique));
        clique.start();
        open.add(clique::stop);
        RateCap cap = new RateCap(Double.POSITIVE_INFINITY, System.nanoTime());
        Searcher searcher = new Searcher(cliques, new ScalarEngine(), cap, own, wakeup, new SecureRandom());
        open.add(searcher::stop);
        Thread thread = new Thread(searcher);
        thread.setDaemon(true);
        thread.start();
    }

    private FakeBroker broker(int port, int id, int of) throws IOException {
        FakeBroker broker = new FakeBroker(port, id, of);
        open.add(broker);
        return broker;
    }
}
