package dev.flowbed.rill.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.genesis.GenesisBlocks;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.flow.AddResult;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.BlockSource;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.replay.ReplayReport.Difference;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.state.TrieWorldStates;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.validation.TxValidator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds the blocks of a recording to chains that begin with the recorded network's genesis, through all rules, and compares what
 * comes out: every block accepted, every dependency state hash, the same blocks at the same heights, and final balances.
 */
public final class Replay {
    private static final long TRIE_CACHE_BYTES = 64L << 20;

    private final RecordedChains recorded;
    private int blocks;
    private int transactions;
    private int heights;
    private int balances;
    private double seconds;

    private Replay(RecordedChains recorded) {
        this.recorded = recorded;
    }

    /** Hears how far a replay is. */
    @FunctionalInterface
    public interface Progress {
        /** So many of all blocks are added. */
        void added(int blocks, int all);
    }

    /**
     * Replays a recording.
     *
     * @param file plain JSON or packed with xz; {@link FormatException} when it is no recording, or its network is none that can be
     *     replayed
     * @param folder an empty folder for the chains
     */
    public static ReplayReport run(Path file, Path folder, Progress progress) throws IOException {
        RecordedChains recorded = RecordedChains.read(file);
        return new Replay(recorded).run(folder, progress);
    }

    private ReplayReport run(Path folder, Progress progress) {
        Broker alone = new Broker(recorded.network().groups(), 1, 0);
        List<Block> genesis = GenesisBlocks.of(recorded.network());
        Optional<Difference> difference;
        try (Store store = Store.open(folder, BlockFlow.identity(recorded.network(), alone, genesis))) {
            BlockFlow flow = BlockFlow.open(
                    recorded.network(),
                    alone,
                    genesis,
                    store,
                    TrieWorldStates.of(store, TRIE_CACHE_BYTES),
                    new TxValidator(
                            recorded.network().networkId(), recorded.network().groups()),
                    clock());
            difference = add(flow, progress).or(() -> sameHeights(flow)).or(() -> sameBalances(flow));
        }
        return new ReplayReport(
                recorded.network().networkId(),
                recorded.network().groups(),
                blocks,
                uncles(),
                transactions,
                blocks,
                heights,
                balances,
                seconds,
                difference);
    }

    /** A recording may be of a node whose clock was ahead of this one's. */
    private InstantSource clock() {
        long newest = recorded.blocks().stream()
                .mapToLong(block -> block.header().timestamp())
                .max()
                .orElse(0);
        Instant ahead = Instant.ofEpochMilli(newest);
        return () -> {
            Instant now = Instant.now();
            return now.isAfter(ahead) ? now : ahead;
        };
    }

    private Optional<Difference> add(BlockFlow flow, Progress progress) {
        long began = System.nanoTime();
        for (Block block : recorded.blocks()) {
            AddResult result = flow.add(block, BlockSource.LOCAL);
            if (!(result instanceof AddResult.Added)) {
                return Optional.of(new Difference(
                        "block " + block.hash() + " of chain " + block.chainIndex(), "accepted", told(result)));
            }
            blocks++;
            transactions += block.transactions().size();
            progress.added(blocks, recorded.blocks().size());
        }
        seconds = (System.nanoTime() - began) / 1e9;
        return Optional.empty();
    }

    private static String told(AddResult result) {
        if (result instanceof AddResult.Invalid invalid) {
            return invalid.fault() + ": " + invalid.detail();
        }
        if (result instanceof AddResult.MissingDeps missing) {
            return "it depends on what was not recorded: " + missing.missing();
        }
        return "it is there twice";
    }

    private Optional<Difference> sameHeights(BlockFlow flow) {
        for (Map.Entry<ChainIndex, List<List<BlockHash>>> chain :
                recorded.hashes().entrySet()) {
            for (int height = 0; height < chain.getValue().size(); height++) {
                List<BlockHash> expected = chain.getValue().get(height);
                List<BlockHash> found = flow.hashes(chain.getKey(), height);
                boolean same = found.size() == expected.size()
                        && found.containsAll(expected)
                        && found.get(0).equals(expected.get(0));
                if (!same) {
                    return Optional.of(new Difference(
                            "chain " + chain.getKey() + ", height " + height, expected.toString(), found.toString()));
                }
                heights++;
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> sameBalances(BlockFlow flow) {
        for (Map.Entry<String, JsonNode> balance : recorded.balances().entrySet()) {
            LockupScript.Asset lockup = Address.parseAsset(balance.getKey());
            List<AssetUtxo> owned =
                    flow.groupView(lockup.group(recorded.network().groups())).assets(lockup, Integer.MAX_VALUE);
            U256 sum = owned.stream().map(utxo -> utxo.output().amount()).reduce(U256.ZERO, U256::plus);
            String expected = told(
                    balance.getValue().path("balance").asText(),
                    balance.getValue().path("utxoNum").asInt());
            String found = told(sum.toString(), owned.size());
            if (!expected.equals(found)) {
                return Optional.of(new Difference("balance of " + balance.getKey(), expected, found));
            }
            balances++;
        }
        return Optional.empty();
    }

    private static String told(String amount, int outputs) {
        return amount + " atto in " + outputs + " outputs";
    }

    private int uncles() {
        return recorded.hashes().values().stream()
                .flatMap(List::stream)
                .mapToInt(hashes -> hashes.size() - 1)
                .sum();
    }
}
