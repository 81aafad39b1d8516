package dev.flowbed.rill.official;

import static dev.flowbed.alephium.rest.RestClient.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.rest.CliqueClient;
import dev.flowbed.alephium.rest.Peer;
import dev.flowbed.alephium.rest.RestException;
import dev.flowbed.alephium.rest.SelfClique;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The brokers of one clique, all of the same software. */
final class TestClique {
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[;\\d]*m");
    private static final Pattern LEVELS = Pattern.compile("\\b(WARN|ERROR) ");
    // how rill notes a penalty: what it is, and in brackets why
    private static final Pattern PENALTY = Pattern.compile(": [A-Z_]{5,} \\(");

    /**
     * What is loud and harmless: a miner that works on a job of a moment ago; a machine that has much else to do; an official broker
     * that is dialled by another clique before its own has formed, and hangs up.
     */
    private static final List<String> HARMLESS =
            List.of("MinerApiController", "BlockedThreadChecker", "Invalid intra cliqueId");

    private final Software software;
    private final List<NodeProcess> brokers;
    private final List<PrivateKey> miners;
    private final CliqueClient client;
    private final int groups;

    /** @param miners who is paid for its blocks, one a group */
    TestClique(Software software, List<NodeProcess> brokers, List<PrivateKey> miners, int groups) {
        this.software = software;
        this.brokers = List.copyOf(brokers);
        this.miners = List.copyOf(miners);
        this.groups = groups;
        this.client = new CliqueClient(brokers.stream().map(NodeProcess::client).toList(), groups);
    }

    void start() {
        brokers.forEach(NodeProcess::start);
    }

    void kill() throws InterruptedException {
        for (NodeProcess broker : brokers) {
            broker.kill();
        }
    }

    /** Asks all brokers to end at the same time: those of the official node end when another one does. */
    void stop() throws InterruptedException {
        Thread[] stopping = new Thread[brokers.size()];
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < stopping.length; i++) {
            NodeProcess broker = brokers.get(i);
            stopping[i] = new Thread(() -> {
                try {
                    broker.stop();
                } catch (InterruptedException | AssertionError e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            });
            stopping[i].start();
        }
        for (Thread thread : stopping) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(this + " does not stop", failures.get(0));
        }
    }

    List<NodeProcess> brokers() {
        return brokers;
    }

    /** The broker of a group. */
    NodeProcess broker(int group) {
        return brokers.get(group % brokers.size());
    }

    CliqueClient client() {
        return client;
    }

    List<PrivateKey> miners() {
        return miners;
    }

    boolean isOfficial() {
        return software.isOfficial();
    }

    boolean isRunning() {
        return brokers.stream().allMatch(NodeProcess::isRunning);
    }

    /** Whether every broker runs and says that it is synced. */
    boolean isSynced() {
        for (NodeProcess broker : brokers) {
            if (!broker.isRunning()) {
                throw new AssertionError(broker + " has ended:\n" + String.join("\n", lastLines(broker)));
            }
            try {
                SelfClique self = await(broker.client().selfClique());
                if (!self.selfReady() || !self.synced()) {
                    return false;
                }
            } catch (RestException e) {
                return false;
            }
        }
        return true;
    }

    static List<String> lastLines(NodeProcess broker) {
        List<String> log = broker.log();
        return log.subList(Math.max(0, log.size() - 60), log.size());
    }

    /** The canonical block of a chain at a height, if there is one. */
    Optional<BlockHash> canonical(ChainIndex chain, int height) {
        return await(client.of(chain).hashes(chain, height)).stream().findFirst();
    }

    /** The newest three heights of a chain with the blocks there. */
    Map<Integer, List<BlockHash>> newest(ChainIndex chain) {
        int top = await(client.of(chain).height(chain));
        Map<Integer, List<BlockHash>> newest = new LinkedHashMap<>();
        for (int height = Math.max(0, top - 2); height <= top; height++) {
            newest.put(height, await(client.of(chain).hashes(chain, height)));
        }
        return newest;
    }

    /** The height of every chain. */
    Map<ChainIndex, Integer> heights() {
        Map<ChainIndex, Integer> heights = new LinkedHashMap<>();
        for (ChainIndex chain : ChainIndex.all(groups)) {
            heights.put(chain, await(client.of(chain).height(chain)));
        }
        return heights;
    }

    /** How many blocks its chains have, forks not counted. */
    int blocks() {
        return heights().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many blocks beside its best chains it has, uncles among them. */
    int forks() {
        int forks = 0;
        for (Map.Entry<ChainIndex, Integer> chain : heights().entrySet()) {
            for (int height = 1; height <= chain.getValue(); height++) {
                forks += await(client.of(chain.getKey()).hashes(chain.getKey(), height))
                                .size()
                        - 1;
            }
        }
        return forks;
    }

    JsonNode balance(PrivateKey owner) {
        return await(client.of(owner.lockupScript()).balanceJson(owner.address()));
    }

    /** The brokers of other cliques that its brokers are connected with. */
    List<Peer> peers() {
        List<Peer> peers = new ArrayList<>();
        brokers.forEach(broker -> peers.addAll(await(broker.client().peers())));
        return peers;
    }

    /** What its brokers hold against addresses: penalties and bans. */
    List<JsonNode> misbehaviors() {
        List<JsonNode> all = new ArrayList<>();
        brokers.forEach(broker -> broker.get("/infos/misbehaviors").forEach(all::add));
        return all;
    }

    /** Lines of the logs that tell of errors, penalties, bans, or blocks that were refused. */
    List<String> complaints() {
        List<String> all = new ArrayList<>();
        for (NodeProcess broker : brokers) {
            for (String line : broker.log()) {
                if (isComplaint(line)) {
                    all.add(broker + ": " + line);
                }
            }
        }
        return all;
    }

    private static boolean isComplaint(String line) {
        String plain = COLOURS.matcher(line).replaceAll("");
        return HARMLESS.stream().noneMatch(plain::contains)
                && (LEVELS.matcher(plain).find()
                        || plain.contains("Misbehavior:")
                        || PENALTY.matcher(plain).find());
    }

    @Override
    public String toString() {
        return software.name() + " clique of " + brokers.size();
    }
}
