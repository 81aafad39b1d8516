package dev.flowbed.rill.mining;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.config.MiningSettings;
import dev.flowbed.rill.flow.AddResult;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.BlockSource;
import dev.flowbed.rill.flow.BlockTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mines in the node, on one thread of the lowest priority that turns to the chains one after the other and gives way between
 * batches. For trying things out; real mining belongs into a miner. Methods are for any thread.
 */
public final class CpuMiner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CpuMiner.class);

    private final MiningTemplates templates;
    private final BlockFlow flow;
    private final MiningSettings settings;
    private final MiningTemplates.Subscriber subscriber = this::offer;
    private @Nullable Thread worker;
    private volatile List<BlockTemplate> latest = List.of();
    private volatile boolean mining;
    // whose turn it is among the chains; new templates come too often to begin with the first each time
    private int turn;

    public CpuMiner(MiningTemplates templates, BlockFlow flow, MiningSettings settings) {
        this.templates = templates;
        this.flow = flow;
        this.settings = settings;
    }

    public boolean isMining() {
        return mining;
    }

    /** Starts mining; does nothing while it mines. Returns why it cannot, empty when it does. */
    // mining beside the node's work should be the first to give way
    @SuppressWarnings("ThreadPriorityCheck")
    public synchronized Optional<String> start() {
        Optional<String> obstacle = templates.obstacle();
        if (obstacle.isEmpty() && !mining) {
            mining = true;
            LOG.info("mining starts");
            Thread thread = new Thread(this::mine, "rill-cpu-miner");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            worker = thread;
            templates.subscribe(subscriber);
            thread.start();
        }
        return obstacle;
    }

    /** Stops mining. */
    public synchronized void stop() {
        if (mining) {
            LOG.info("mining stops");
            mining = false;
            templates.unsubscribe(subscriber);
            Thread thread = worker;
            if (thread != null) {
                thread.interrupt();
            }
            latest = List.of();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private synchronized void offer(List<BlockTemplate> all) {
        latest = all;
        notifyAll();
    }

    private synchronized List<BlockTemplate> awaitOtherThan(@Nullable List<BlockTemplate> known)
            throws InterruptedException {
        while (mining && latest == known) {
            wait();
        }
        return latest;
    }

    private void mine() {
        SplittableRandom random = new SplittableRandom();
        Thread self = Thread.currentThread();
        try {
            List<BlockTemplate> known = null;
            while (mining && worker == self) {
                known = awaitOtherThan(known);
                mine(known, random);
            }
        } catch (InterruptedException e) {
            LOG.debug("the miner was told to stop");
        }
    }

    /** Works on templates until there are others, or none that is not answered. */
    private void mine(List<BlockTemplate> known, SplittableRandom random) throws InterruptedException {
        Map<ChainIndex, NonceSearch> open = new HashMap<>();
        int groups = flow.broker().groups();
        known.forEach(template -> open.put(template.chain(), new NonceSearch(template, groups, random.split())));
        while (mining && latest == known && !open.isEmpty()) {
            for (int i = 0; i < known.size() && latest == known; i++) {
                BlockTemplate template = known.get(Math.floorMod(turn++, known.size()));
                NonceSearch search = open.get(template.chain());
                Optional<Bytes> nonce = search == null ? Optional.empty() : search.next(settings.nonceStep());
                if (nonce.isPresent()) {
                    open.remove(template.chain());
                    submit(template, nonce.get());
                }
            }
            pause();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck")
    private void pause() throws InterruptedException {
        long pause = settings.batchDelay().toMillis();
        if (pause > 0) {
            Thread.sleep(pause);
        } else {
            Thread.yield();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void submit(BlockTemplate template, Bytes nonce) {
        AddResult result = flow.add(template.block(nonce), BlockSource.LOCAL);
        if (result instanceof AddResult.Added added) {
            LOG.info("mined a block of chain {} at height {}", template.chain(), added.height());
        } else {
            LOG.warn("mined a block of chain {} that is refused: {}", template.chain(), result);
        }
    }
}
