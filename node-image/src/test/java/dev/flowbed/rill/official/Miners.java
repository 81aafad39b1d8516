package dev.flowbed.rill.official;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** One miner for each broker of some cliques, until closed. A broker that is away is dialled again. */
final class Miners implements AutoCloseable {
    private static final long RETRY_MILLIS = 200;

    private final long pauseMillis;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<NodeProcess, Integer> found = new ConcurrentHashMap<>();
    private final Map<NodeProcess, ApiMiner> connected = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param pauseMillis between two blocks of a miner: leaves the machine some air */
    private Miners(long pauseMillis) {
        this.pauseMillis = pauseMillis;
    }

    /** Starts mining. */
    static Miners of(long pauseMillis, TestClique... cliques) {
        Miners miners = new Miners(pauseMillis);
        for (NodeProcess node : nodes(cliques).toList()) {
            Thread thread = new Thread(() -> miners.run(node), "miner of " + node);
            thread.setDaemon(true);
            miners.threads.add(thread);
            thread.start();
        }
        return miners;
    }

    private static Stream<NodeProcess> nodes(TestClique... cliques) {
        return Arrays.stream(cliques).flatMap(clique -> clique.brokers().stream());
    }

    private void run(NodeProcess node) {
        while (!closed) {
            try (ApiMiner miner = new ApiMiner(node.ports(), MixedNetwork.GROUPS)) {
                connected.put(node, miner);
                while (!closed) {
                    miner.mine();
                    found.merge(node, 1, Integer::sum);
                    Thread.sleep(pauseMillis);
                }
            } catch (IOException e) {
                // the node is away, or this ends
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many blocks the nodes of a clique have taken from these miners. */
    int found(TestClique clique) {
        return nodes(clique).mapToInt(node -> found.getOrDefault(node, 0)).sum();
    }

    @Override
    public void close() throws InterruptedException, IOException {
        closed = true;
        threads.forEach(Thread::interrupt);
        for (ApiMiner miner : connected.values()) {
            miner.close();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
