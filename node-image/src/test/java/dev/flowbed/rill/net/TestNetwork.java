package dev.flowbed.rill.net;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Allocation;
import dev.flowbed.alephium.consensus.BlockTime;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.genesis.GenesisBlocks;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.net.HostPort;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A network whose blocks cost nothing, with any number of cliques on this machine. */
final class TestNetwork implements AutoCloseable {
    static final int GROUPS = 4;

    private final Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final List<PrivateKey> keys = new ArrayList<>();
    private final NetworkSettings rules;
    private final List<Block> genesis;
    private final List<TestBroker> brokers = new ArrayList<>();

    TestNetwork(Path folder) {
        this.folder = folder;
        List<Allocation> allocations = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            PrivateKey key = key(group);
            keys.add(key);
            allocations.add(new Allocation(key.lockupScript(), U256.of(1_000_000_000_000_000_000L), 0));
        }
        BlockTime time = new BlockTime(2000, 0);
        rules = new NetworkSettings(7, GROUPS, 0, 0, time, time, time, 0, 0, 0, Bytes.EMPTY, allocations);
        genesis = GenesisBlocks.of(rules);
    }

    private static PrivateKey key(int group) {
        Random random = new Random(group);
        while (true) {
            byte[] bytes = new byte[PrivateKey.LENGTH];
            random.nextBytes(bytes);
            PrivateKey key = PrivateKey.of(bytes);
            if (key.lockupScript().group(GROUPS) == group) {
                return key;
            }
        }
    }

    PrivateKey keyOf(int group) {
        return keys.get(group);
    }

    NetworkSettings rules() {
        return rules;
    }

    List<Block> genesis() {
        return genesis;
    }

    Vertx vertx() {
        return vertx;
    }

    /** A port that is free now. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Addresses for a clique of so many brokers. */
    static List<HostPort> addresses(int number) {
        List<HostPort> addresses = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            addresses.add(new HostPort("127.0.0.1", freePort()));
        }
        return addresses;
    }

    /** The brokers of a clique at these addresses, not started. */
    List<TestBroker> clique(String name, List<HostPort> addresses, List<HostPort> bootstrap) {
        return clique(name, addresses, bootstrap, true);
    }

    /** The same, of brokers that offer the second version of sync or not. */
    List<TestBroker> clique(String name, List<HostPort> addresses, List<HostPort> bootstrap, boolean p2pV2) {
        List<TestBroker> clique = new ArrayList<>();
        for (int id = 0; id < addresses.size(); id++) {
            clique.add(broker(name, id, addresses, bootstrap, p2pV2));
        }
        return clique;
    }

    /** One broker, with the data that one of this name and id left behind, if there was one. */
    TestBroker broker(String name, int id, List<HostPort> addresses, List<HostPort> bootstrap) {
        return broker(name, id, addresses, bootstrap, true);
    }

    private TestBroker broker(String name, int id, List<HostPort> addresses, List<HostPort> bootstrap, boolean p2pV2) {
        TestBroker broker =
                new TestBroker(this, folder.resolve(name + "-" + id), id, addresses, bootstrap, p2pV2, timing());
        brokers.add(broker);
        return broker;
    }

    private static NetSettings.Timing timing() {
        NetSettings.Timing defaults = NetSettings.Timing.defaults();
        return new NetSettings.Timing(
                defaults.ping(),
                defaults.handshake(),
                defaults.backoffBase(),
                defaults.backoffMax(),
                Duration.ofMillis(500),
                defaults.stableSync(),
                defaults.discoveryScan(),
                defaults.ban(),
                defaults.penaltyForgiveness(),
                defaults.penaltyInterval(),
                Duration.ofMillis(50),
                defaults.dependencyExpiry());
    }

    @Override
    public void close() {
        brokers.forEach(TestBroker::close);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
