package dev.flowbed.rill.mining;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.flow.AddResult;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.BlockSource;
import dev.flowbed.rill.flow.BlockTemplate;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Mines blocks on demand, for development (flow/.../TxHandler.scala): rewards go to keys that nobody has. Methods are for any
 * thread; one block is mined at a time.
 */
public final class DevMiner {
    private static final int PATIENCE = Integer.MAX_VALUE;

    private final BlockFlow flow;
    private final SplittableRandom random = new SplittableRandom();
    private final Map<Integer, LockupScript.Asset> nobody = new HashMap<>();

    public DevMiner(BlockFlow flow) {
        this.flow = flow;
    }

    /** Mines the next block of a chain that starts in an own group. Returns what went wrong, empty when nothing did. */
    public synchronized Optional<String> mineOne(ChainIndex chain) {
        int groups = flow.broker().groups();
        if (!chain.isWithin(groups) || !flow.broker().serves(chain.from())) {
            return Optional.of("Chain " + chain + " does not start in a group of this broker");
        }
        LockupScript.Asset miner = nobody.computeIfAbsent(
                chain.to(),
                group -> PrivateKey.generate(new SecureRandom(), group, groups).lockupScript());
        BlockTemplate template = flow.template(chain, miner);
        Optional<Bytes> nonce = new NonceSearch(template, groups, random.split()).next(PATIENCE);
        if (nonce.isEmpty()) {
            return Optional.of("Difficulty is set too high for dev");
        }
        AddResult result = flow.add(template.block(nonce.get()), BlockSource.LOCAL);
        return result instanceof AddResult.Added
                ? Optional.empty()
                : Optional.of("Failed in validating the mined block: " + result);
    }
}
