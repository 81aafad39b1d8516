package dev.flowbed.rill.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.rest.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/** A network of this machine whose cliques are of different software; funded with the development wallet. */
final class MixedNetwork implements AutoCloseable {
    static final int NETWORK_ID = 4;
    static final int GROUPS = 4;
    private static final Duration SYNC = Duration.ofMinutes(5);
    private static final long OFFICIAL_LOOK_MILLIS = 6_000;
    private static final Duration AGREEMENT = Duration.ofMinutes(3);

    private final Path folder;
    private final int leastZeros;
    private final NodePorts.Pool ports = new NodePorts.Pool();
    private final Wallet wallet = Wallet.devnet();
    private final List<TestClique> cliques = new ArrayList<>();

    /** @param leastZeros the least leading zero bits of a block hash; with 0 blocks come as fast as they are found */
    MixedNetwork(Path folder, int leastZeros) {
        this.folder = folder;
        this.leastZeros = leastZeros;
    }

    /** Where a clique's brokers will be. */
    List<NodePorts> places(int brokers) {
        return IntStream.range(0, brokers).mapToObj(i -> ports.next()).toList();
    }

    /** A clique that is not started yet, with brokers at these places, which knows these others from the start. */
    TestClique clique(Software software, List<NodePorts> places, List<NodePorts> bootstrap) {
        return clique(software, places, bootstrap, "");
    }

    /** The same with some more settings. */
    TestClique clique(Software software, List<NodePorts> places, List<NodePorts> bootstrap, String more) {
        int index = cliques.size();
        List<PrivateKey> miners = IntStream.range(0, GROUPS)
                .mapToObj(group -> wallet.keyOfGroup(group, GROUPS, 100 * (index + 1)))
                .toList();
        List<NodeProcess> brokers = new ArrayList<>();
        for (int id = 0; id < places.size(); id++) {
            Path home = folder.resolve(index + "-" + software.name() + "-" + id);
            String settings = settings(places, id, bootstrap, miners) + more;
            brokers.add(new NodeProcess(software, home, places.get(id), settings));
        }
        TestClique clique = new TestClique(software, brokers, miners, GROUPS);
        cliques.add(clique);
        return clique;
    }

    /** Has a clique know these others from the start when it starts the next time. */
    void introduce(TestClique clique, List<NodePorts> bootstrap) {
        List<NodePorts> places =
                clique.brokers().stream().map(NodeProcess::ports).toList();
        for (int id = 0; id < places.size(); id++) {
            clique.brokers().get(id).configure(settings(places, id, bootstrap, clique.miners()));
        }
    }

    /** The key that owns a group's share of the genesis allocations. */
    static PrivateKey funded(int group) {
        return Wallet.devnet().keyOfGroup(group, GROUPS, 0);
    }

    private String settings(List<NodePorts> places, int id, List<NodePorts> bootstrap, List<PrivateKey> miners) {
        NodePorts own = places.get(id);
        return """
                alephium.network.network-id = %1$d
                alephium.broker { groups = %2$d, broker-num = %3$d, broker-id = %4$d }
                alephium.discovery.bootstrap = [%5$s]
                alephium.discovery.max-clique-from-same-ip = 20
                alephium.network.max-clique-from-same-ip = 20
                alephium.network.bind-address = "%6$s"
                alephium.network.internal-address = "%6$s"
                alephium.network.coordinator-address = "%7$s"
                alephium.network.external-address = "%6$s"
                alephium.network.upnp.enabled = false
                alephium.network.rest-port = %8$d
                alephium.network.miner-api-port = %9$d
                alephium.api.network-interface = "127.0.0.1"
                alephium.api.api-key-enabled = false
                alephium.mining.api-interface = "127.0.0.1"
                alephium.mining.miner-addresses = [%10$s]
                alephium.genesis.allocations = [%11$s]
                alephium.consensus.num-zeros-at-least-in-hash = %12$d
                alephium.consensus.num-zeros-at-least-in-hash-testnet-patch = %12$d
                alephium.consensus.mainnet { block-target-time = 2 seconds, uncle-dependency-gap-time = 0 seconds }
                alephium.consensus.rhone { block-target-time = 2 seconds, uncle-dependency-gap-time = 0 seconds }
                alephium.consensus.danube { block-target-time = 2 seconds, uncle-dependency-gap-time = 0 seconds }
                alephium.network.leman-hard-fork-timestamp = 1643500800000
                alephium.network.rhone-hard-fork-timestamp = 1643500800000
                alephium.network.danube-hard-fork-timestamp = 1643500800000
                """.formatted(
                NETWORK_ID,
                GROUPS,
                places.size(),
                id,
                addresses(bootstrap),
                address(own),
                address(places.get(0)),
                own.rest(),
                own.minerApi(),
                miners.stream().map(key -> quoted(key.address())).collect(Collectors.joining(", ")),
                IntStream.range(0, GROUPS).mapToObj(MixedNetwork::allocation).collect(Collectors.joining(", ")),
                leastZeros);
    }

    private static String allocation(int group) {
        return "{ address = " + quoted(funded(group).address())
                + ", amount = 1000000000000000000000000, lock-duration = 0 seconds }";
    }

    private static String addresses(List<NodePorts> nodes) {
        return nodes.stream().map(node -> quoted(address(node))).collect(Collectors.joining(", "));
    }

    private static String address(NodePorts node) {
        return "127.0.0.1:" + node.p2p();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /** Waits until all brokers of some cliques are synced, and tell each other of new blocks; gives the seconds it took. */
    double awaitSynced(TestClique... some) throws InterruptedException {
        long start = System.nanoTime();
        for (TestClique clique : some) {
            await(clique + " synced")
                    .atMost(SYNC)
                    .pollInterval(Duration.ofMillis(100))
                    .until(clique::isSynced);
        }
        if (some.length > 1) {
            await("synced in each other's eyes")
                    .atMost(SYNC)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> Arrays.stream(some)
                            .allMatch(clique -> clique.peers().stream().allMatch(Peer::synced)));
        }
        double seconds = secondsSince(start);
        if (some.length > 1 && Arrays.stream(some).anyMatch(TestClique::isOfficial)) {
            // it says nothing of its blocks, and keeps an old view of what is best, until it looks whether it is synced
            // with whom it met
            Thread.sleep(OFFICIAL_LOOK_MILLIS);
        }
        return seconds;
    }

    /** Waits until some cliques have the same best block of every chain; gives the seconds it took. Nobody should be mining. */
    double awaitAgreement(TestClique... some) {
        long start = System.nanoTime();
        try {
            awaitSameTips(some);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + "\n" + account(some), e);
        }
        return secondsSince(start);
    }

    /** What each clique has of the chains whose best blocks differ, and the end of its logs. */
    private static String account(TestClique... some) {
        List<String> lines = new ArrayList<>();
        for (ChainIndex chain : disagreements(some).keySet()) {
            for (TestClique clique : some) {
                lines.add(chain + " at the " + clique + ": " + clique.newest(chain));
            }
        }
        for (TestClique clique : some) {
            clique.brokers()
                    .forEach(broker -> lines.add(broker + ":\n" + String.join("\n", TestClique.lastLines(broker))));
        }
        return String.join("\n", lines);
    }

    private static void awaitSameTips(TestClique... some) {
        await("the same tips everywhere")
                .atMost(AGREEMENT)
                .pollInterval(Duration.ofMillis(200))
                .failFast(
                        "a node has ended",
                        () -> Arrays.stream(some)
                                .flatMap(clique -> clique.brokers().stream())
                                .anyMatch(broker -> !broker.isRunning()))
                .untilAsserted(() -> assertThat(disagreements(some))
                        .as("chains whose best blocks differ, of %s", Arrays.toString(some))
                        .isEmpty());
    }

    /**
     * The chains whose canonical block is not the same everywhere, with what each has: at the heights that any of them calls the current
     * one, since of equally heavy branches of different heights the official node names either.
     */
    static Map<ChainIndex, List<Optional<BlockHash>>> disagreements(TestClique... some) {
        List<Map<ChainIndex, Integer>> heights =
                Arrays.stream(some).map(TestClique::heights).toList();
        Map<ChainIndex, List<Optional<BlockHash>>> differing = new LinkedHashMap<>();
        for (ChainIndex chain : ChainIndex.all(GROUPS)) {
            heights.stream().map(of -> of.get(chain)).distinct().forEach(height -> {
                List<Optional<BlockHash>> all = Arrays.stream(some)
                        .map(clique -> clique.canonical(chain, height))
                        .toList();
                if (all.stream().distinct().count() > 1) {
                    differing.put(chain, all);
                }
            });
        }
        return differing;
    }

    /** What some owners have in a clique, by address. */
    static Map<String, String> balances(TestClique clique, List<PrivateKey> owners) {
        Map<String, String> balances = new LinkedHashMap<>();
        owners.forEach(
                owner -> balances.put(owner.address(), clique.balance(owner).toString()));
        return balances;
    }

    /** Everybody who owns something from the start or is paid for blocks. */
    List<PrivateKey> owners() {
        List<PrivateKey> owners = new ArrayList<>(
                IntStream.range(0, GROUPS).mapToObj(MixedNetwork::funded).toList());
        cliques.forEach(clique -> owners.addAll(clique.miners()));
        return owners;
    }

    /** What went wrong by the logs and the penalties of all nodes. */
    TreeSet<String> complaints() {
        TreeSet<String> all = new TreeSet<>();
        for (TestClique clique : cliques) {
            all.addAll(clique.complaints());
            if (clique.isRunning()) {
                clique.misbehaviors().forEach(penalty -> all.add(clique + " holds " + penalty));
            }
        }
        return all;
    }

    static double secondsSince(long start) {
        return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
    }

    @Override
    public void close() throws InterruptedException {
        for (TestClique clique : cliques) {
            clique.kill();
        }
    }
}
