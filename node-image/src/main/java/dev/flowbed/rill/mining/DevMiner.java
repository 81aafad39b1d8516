package dev.flowbed.rill.mining;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.flow.AddResult;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.BlockSource;
import dev.flowbed.rill.flow.BlockTemplate;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Mines blocks on demand, for development (flow/.../TxHandler.scala): rewards go to keys that nobody has. Methods are for any
 * thread; one block is mined at a time.
 */
public final class DevMiner {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BATCH = 10_000;

    private final BlockFlow flow;
    private final SplittableRandom random = new SplittableRandom();
    private final Map<Integer, LockupScript.Asset> nobody = new HashMap<>();

    public DevMiner(BlockFlow flow) {
        this.flow = flow;
    }

    /** A block that was mined and added. */
    public record Mined(BlockHash hash, ChainIndex chain, int height) {}

    /** Mines the next block of a chain that starts in an own group. Returns what went wrong, empty when nothing did. */
    public Optional<String> mineOne(ChainIndex chain) {
        try {
            mine(chain);
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Mines the next block of a chain that starts in an own group.
     *
     * @throws IllegalStateException when it cannot be mined, in a minute at most, or is refused
     */
    public synchronized Mined mine(ChainIndex chain) {
        int groups = flow.broker().groups();
        if (!chain.isWithin(groups) || !flow.broker().serves(chain.from())) {
            throw new IllegalStateException("Chain " + chain + " does not start in a group of this broker");
        }
        LockupScript.Asset miner = nobody.computeIfAbsent(
                chain.to(),
                group -> PrivateKey.generate(new SecureRandom(), group, groups).lockupScript());
        BlockTemplate template = flow.template(chain, miner);
        Block block = template.block(nonce(template, groups));
        AddResult result = flow.add(block, BlockSource.LOCAL);
        if (!(result instanceof AddResult.Added added)) {
            throw new IllegalStateException("Failed in validating the mined block: " + result);
        }
        return new Mined(block.hash(), chain, added.height());
    }

    private Bytes nonce(BlockTemplate template, int groups) {
        NonceSearch search = new NonceSearch(template, groups, random.split());
        long start = System.nanoTime();
        do {
            Optional<Bytes> nonce = search.next(BATCH);
            if (nonce.isPresent()) {
                return nonce.get();
            }
        } while (System.nanoTime() - start < PATIENCE.toNanos());
        throw new IllegalStateException("Difficulty is set too high for dev");
    }
}
