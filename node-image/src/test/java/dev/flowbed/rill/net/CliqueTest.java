package dev.flowbed.rill.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.net.HostPort;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers of one clique: whatever the order in which they come and go. */
class CliqueTest {
    @TempDir
    Path folder;

    private TestNetwork network;

    @BeforeEach
    void open() {
        network = new TestNetwork(folder);
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void twoBrokersFormACliqueAlsoWhenTheCoordinatorComesLast() {
        List<TestBroker> clique = network.clique("a", TestNetwork.addresses(2), List.of());
        clique.get(1).start();
        clique.get(0).start();
        await().until(() -> clique.stream().allMatch(b -> b.network().isSynced()));
        assertThat(clique).allMatch(b -> b.network().isSelfReady());
        assertThat(clique.get(0).network().clique().orElseThrow().description().id())
                .isEqualTo(clique.get(1)
                        .network()
                        .clique()
                        .orElseThrow()
                        .description()
                        .id());
        assertThat(clique.get(1).network().clique().orElseThrow().connected()).containsExactly(0, 1);
    }

    @Test
    void fourBrokersHoldTheSameChains() {
        List<TestBroker> clique = network.clique("a", TestNetwork.addresses(4), List.of());
        clique.forEach(TestBroker::start);
        await().until(() -> clique.stream().allMatch(b -> b.network().isSynced()));
        for (int round = 0; round < 5; round++) {
            for (TestBroker broker : clique) {
                broker.mine(4, round);
            }
        }
        await().until(() ->
                clique.stream().allMatch(b -> b.tips().equals(clique.get(0).tips())));
        assertThat(clique.get(3).blocks()).isEqualTo(80);
    }

    @Test
    void aBrokerThatComesBackGetsWhatItMissed() {
        List<HostPort> addresses = TestNetwork.addresses(2);
        List<TestBroker> clique = network.clique("a", addresses, List.of());
        clique.forEach(TestBroker::start);
        await().until(() -> clique.stream().allMatch(b -> b.network().isSynced()));
        clique.get(0).mine(20, 1);
        await().until(() -> clique.get(1).blocks() == 20);
        clique.get(1).close();
        await().until(() -> !clique.get(0).network().isSelfReady());
        clique.get(0).mine(200, 2);
        assertThat(clique.get(0).network().isSynced()).isTrue();
        TestBroker again = network.broker("a", 1, addresses, List.of()).start();
        await().until(() ->
                again.network().isSynced() && again.tips().equals(clique.get(0).tips()));
        assertThat(again.blocks()).isEqualTo(220);
        assertThat(clique.get(0).network().isSelfReady()).isTrue();
        assertThat(again.miner().mineOne(new ChainIndex(1, 0))).isEmpty();
        await().until(() -> clique.get(0).blocks() == 221);
    }

    @Test
    void brokersFindTheirCoordinatorAgain() {
        List<HostPort> addresses = TestNetwork.addresses(2);
        List<TestBroker> clique = network.clique("a", addresses, List.of());
        clique.forEach(TestBroker::start);
        await().until(() -> clique.stream().allMatch(b -> b.network().isSynced()));
        clique.get(1).mine(10, 1);
        await().until(() -> clique.get(0).blocks() == 10);
        clique.get(0).close();
        clique.get(1).mine(10, 2);
        TestBroker again = network.broker("a", 0, addresses, List.of()).start();
        await().until(() -> again.network().isSynced()
                && clique.get(1).network().isSelfReady()
                && again.tips().equals(clique.get(1).tips()));
        assertThat(again.network().clique().orElseThrow().description().id())
                .isEqualTo(clique.get(1)
                        .network()
                        .clique()
                        .orElseThrow()
                        .description()
                        .id());
    }
}
