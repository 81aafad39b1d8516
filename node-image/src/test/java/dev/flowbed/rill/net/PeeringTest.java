package dev.flowbed.rill.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.flow.AddResult;
import dev.flowbed.rill.flow.BlockSource;
import dev.flowbed.rill.flow.BlockTemplate;
import dev.flowbed.rill.net.wire.WireFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cliques among each other: peering, sync, relay, and what becomes of them when some go away. */
class PeeringTest {
    @TempDir
    Path folder;

    private final List<HostPort> addressesA = TestNetwork.addresses(2);
    private final List<HostPort> addressesB = TestNetwork.addresses(2);
    private TestNetwork network;

    @BeforeEach
    void open() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        network = new TestNetwork(folder);
    }

    @AfterEach
    void close() {
        network.close();
        Awaitility.reset();
    }

    private static void start(List<TestBroker> brokers) {
        brokers.forEach(TestBroker::start);
    }

    private static void awaitSynced(List<TestBroker> brokers) {
        await().until(() -> brokers.stream().allMatch(b -> b.network().isSynced()));
    }

    private static void awaitSame(List<TestBroker> brokers) {
        await().until(() ->
                brokers.stream().allMatch(b -> b.tips().equals(brokers.get(0).tips())));
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    @Test
    void cliquesThatListOneAnotherAreSyncedWhenTheyStartAtOnce() {
        List<TestBroker> a = network.clique("a", addressesA, addressesB);
        List<TestBroker> b = network.clique("b", addressesB, addressesA);
        List<TestBroker> all = both(a, b);
        start(all);
        awaitSynced(all);
        for (TestBroker broker : all) {
            assertThat(broker.network().peers()).hasSize(1).allMatch(PeerStatus::synced);
        }
        a.get(0).mine(10, 1);
        b.get(1).mine(10, 2);
        b.get(0).mine(10, 3);
        awaitSame(all);
        assertThat(a.get(1).blocks()).isEqualTo(30);
    }

    @Test
    void oneAddressOfACliqueIsEnoughToFindAllItsBrokers() {
        List<TestBroker> a = network.clique("a", addressesA, List.of());
        start(a);
        awaitSynced(a);
        List<TestBroker> b = network.clique("b", addressesB, addressesA.subList(0, 1));
        start(b);
        awaitSynced(b);
        assertThat(b.get(1).network().peers()).hasSize(1);
        assertThat(b.get(1).network().peers().get(0).broker().brokerId()).isEqualTo(1);
        assertThat(b.get(1).network().discoveredNeighbors()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aNewCliqueGetsThousandsOfBlocks() {
        List<TestBroker> a = network.clique("a", addressesA, List.of());
        start(a);
        awaitSynced(a);
        for (int round = 0; round < 10; round++) {
            a.get(0).mine(100, round);
            a.get(1).mine(100, round);
        }
        awaitSame(a);
        List<TestBroker> b = network.clique("b", addressesB, addressesA);
        start(b);
        awaitSynced(b);
        awaitSame(both(a, b));
        assertThat(b.get(0).blocks()).isEqualTo(2000);
    }

    @Test
    void cliquesOfTheFirstVersionOfSyncGetOneAnothersBlocks() {
        List<TestBroker> a = network.clique("a", addressesA, List.of(), false);
        start(a);
        awaitSynced(a);
        for (int round = 0; round < 6; round++) {
            a.get(0).mine(200, round);
            a.get(1).mine(200, round);
        }
        awaitSame(a);
        // more than one answer's worth of heights, to a clique that could speak the second version
        List<TestBroker> b = network.clique("b", addressesB, addressesA);
        start(b);
        awaitSynced(b);
        List<TestBroker> all = both(a, b);
        awaitSame(all);
        await().until(() ->
                a.stream().allMatch(broker -> broker.network().peers().stream().allMatch(PeerStatus::synced)));
        b.get(0).mine(20, 7);
        a.get(1).mine(20, 8);
        awaitSame(all);
        assertThat(a.get(0).blocks()).isEqualTo(2440);
        assertThat(all).allMatch(broker -> broker.network().misbehaviors().isEmpty());
    }

    /** Heavier is what builds upon more; canonical is, of equal height, the larger hash. */
    @Test
    void aHeavierBlockThatIsNotTheCanonicalOneOfItsHeightIsFetchedToo() {
        ChainIndex chain = new ChainIndex(1, 1);
        TestBroker a = network.broker("a", 0, addressesA.subList(0, 1), List.of());
        TestBroker b = network.broker("b", 0, addressesB.subList(0, 1), addressesA.subList(0, 1));
        BlockTemplate early = template(a, chain);
        Block other = mined(template(a, new ChainIndex(2, 2)));
        assertThat(a.flow().add(other, BlockSource.LOCAL)).isInstanceOf(AddResult.Added.class);
        Block heavier = mined(template(a, chain));
        Block canonical = mined(early);
        while (canonical.hash().compareTo(heavier.hash()) < 0) {
            canonical = mined(early);
        }
        for (Block block : List.of(heavier, canonical)) {
            assertThat(a.flow().add(block, BlockSource.LOCAL)).isInstanceOf(AddResult.Added.class);
        }
        for (Block block : List.of(other, canonical)) {
            assertThat(b.flow().add(block, BlockSource.LOCAL)).isInstanceOf(AddResult.Added.class);
        }
        assertThat(a.flow().tip(chain).hash()).isEqualTo(heavier.hash());
        assertThat(a.flow().isCanonical(canonical.hash())).isTrue();
        start(List.of(a, b));
        awaitSame(List.of(a, b));
        assertThat(b.flow().hashes(chain, 1)).containsExactly(canonical.hash(), heavier.hash());
    }

    private static BlockTemplate template(TestBroker broker, ChainIndex chain) {
        LockupScript.Asset miner =
                Wallet.devnet().keyOfGroup(chain.to(), TestNetwork.GROUPS, 0).lockupScript();
        return broker.flow().template(chain, miner);
    }

    private static Block mined(BlockTemplate template) {
        Random random = new Random();
        byte[] nonce = new byte[BlockHeader.NONCE_LENGTH];
        Block block;
        do {
            random.nextBytes(nonce);
            block = template.block(Bytes.of(nonce));
        } while (!block.chainIndex().equals(template.chain()) || !block.header().hasWork());
        return block;
    }

    @Test
    void aSingleBrokerSyncsFromACliqueOfTwo() {
        List<TestBroker> a = network.clique("a", addressesA, List.of());
        start(a);
        awaitSynced(a);
        a.get(0).mine(50, 1);
        a.get(1).mine(50, 2);
        awaitSame(a);
        List<TestBroker> alone = network.clique("c", TestNetwork.addresses(1), addressesA);
        start(alone);
        awaitSynced(alone);
        awaitSame(both(a, alone));
        assertThat(alone.get(0).network().peers()).hasSize(2);
        alone.get(0).mine(20, 3);
        awaitSame(both(a, alone));
        assertThat(a.get(0).blocks()).isEqualTo(120);
    }

    @Test
    void peersComeBackAfterOneWasAway() {
        List<TestBroker> a = network.clique("a", addressesA, addressesB);
        List<TestBroker> b = network.clique("b", addressesB, addressesA);
        List<TestBroker> all = both(a, b);
        start(all);
        awaitSynced(all);
        b.forEach(TestBroker::close);
        await().until(() -> a.stream().noneMatch(broker -> broker.network().isSynced()));
        a.get(0).mine(30, 1);
        List<TestBroker> again = new ArrayList<>();
        for (int id = 0; id < 2; id++) {
            again.add(network.broker("b", id, addressesB, addressesA).start());
        }
        awaitSynced(both(a, again));
        awaitSame(both(a, again));
        assertThat(again.get(1).blocks()).isEqualTo(30);
    }

    @Test
    void cliquesThatMinedApartAgreeInTheEnd() {
        List<TestBroker> a = network.clique("a", addressesA, List.of());
        start(a);
        awaitSynced(a);
        a.get(0).mine(40, 1);
        List<TestBroker> b = network.clique("b", addressesB, List.of());
        start(b);
        awaitSynced(b);
        for (int round = 0; round < 10; round++) {
            a.get(0).mine(30, round);
            a.get(1).mine(30, round);
            b.get(0).mine(30, 100 + round);
            b.get(1).mine(20, 100 + round);
        }
        awaitSame(a);
        awaitSame(b);
        b.forEach(TestBroker::close);
        List<TestBroker> joined = new ArrayList<>();
        for (int id = 0; id < 2; id++) {
            joined.add(network.broker("b", id, addressesB, addressesA).start());
        }
        awaitSynced(joined);
        awaitSame(both(a, joined));
        assertThat(a.get(0).blocks()).isEqualTo(40 + 600 + 500);
    }

    @Test
    void aDeadBootstrapAddressKeepsACliqueFromBeingSynced() throws InterruptedException {
        List<TestBroker> a = network.clique("a", addressesA, addressesB);
        start(a);
        await().until(() -> a.stream().allMatch(b -> b.network().isSelfReady()));
        Thread.sleep(1500);
        assertThat(a).noneMatch(b -> b.network().isSynced());
    }

    @Test
    void nothingThatStrangersSendDoesAnyHarm() throws IOException {
        List<TestBroker> a = network.clique("a", addressesA, List.of());
        start(a);
        awaitSynced(a);
        Random random = new Random(5);
        for (int i = 0; i < 40; i++) {
            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), addressesA.get(i % 2).port())) {
                byte[] noise = new byte[random.nextInt(5000)];
                random.nextBytes(noise);
                if (i % 3 == 0 && noise.length > 12) {
                    // the right magic bytes, and a frame of two gigabytes
                    int magic = WireFrame.ofNetwork(7).magic();
                    for (int k = 0; k < 4; k++) {
                        noise[k] = (byte) (magic >> (24 - 8 * k));
                        noise[8 + k] = (byte) 0x7f;
                    }
                }
                socket.getOutputStream().write(noise);
            } catch (SocketException e) {
                assertThat(e).hasMessageContaining("reset");
            }
        }
        a.get(0).mine(5, 1);
        awaitSame(a);
        assertThat(a).allMatch(b -> b.network().isSynced() && b.network().isSelfReady());
    }

    @Test
    void bannedAddressesAreTurnedAway() {
        List<TestBroker> a = network.clique("a", addressesA, List.of());
        start(a);
        awaitSynced(a);
        List<TestBroker> b = network.clique("b", addressesB, addressesA);
        start(b);
        awaitSynced(b);
        a.forEach(broker -> broker.network().ban(List.of(InetAddress.getLoopbackAddress())));
        await().until(() ->
                b.stream().allMatch(broker -> broker.network().peers().isEmpty()));
        assertThat(a.get(0).network().misbehaviors()).hasSize(1);
        a.forEach(broker -> broker.network().unban(List.of(InetAddress.getLoopbackAddress())));
        awaitSynced(both(a, b));
    }
}
