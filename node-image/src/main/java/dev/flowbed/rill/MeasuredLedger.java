package dev.flowbed.rill;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.api.ChainMetrics;
import dev.flowbed.rill.net.AddOutcome;
import dev.flowbed.rill.net.Ledger;
import dev.flowbed.rill.net.wire.ChainTip;
import dev.flowbed.rill.net.wire.HeightRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** A ledger that takes the time of validating what peers send. */
record MeasuredLedger(Ledger ledger, ChainMetrics metrics) implements Ledger {
    private static final double NANOS_PER_MILLI = 1_000_000;

    @Override
    public AddOutcome addBlock(Block block, String source) {
        return measured("Block", () -> ledger.addBlock(block, source));
    }

    @Override
    public AddOutcome addHeader(BlockHeader header, String source) {
        return measured("BlockHeader", () -> ledger.addHeader(header, source));
    }

    private AddOutcome measured(String type, Supplier<AddOutcome> adding) {
        long start = System.nanoTime();
        AddOutcome outcome = adding.get();
        metrics.validated(type, (System.nanoTime() - start) / NANOS_PER_MILLI);
        return outcome;
    }

    @Override
    public boolean contains(BlockHash hash) {
        return ledger.contains(hash);
    }

    @Override
    public ChainTip bestTip(ChainIndex chain) {
        return ledger.bestTip(chain);
    }

    @Override
    public List<Bytes> headers(HeightRange range) {
        return ledger.headers(range);
    }

    @Override
    public List<Bytes> blocksWithUncles(HeightRange range) {
        return ledger.blocksWithUncles(range);
    }

    @Override
    public List<BlockHash> hashes(HeightRange range) {
        return ledger.hashes(range);
    }

    @Override
    public OptionalInt bestChainHeight(BlockHash hash) {
        return ledger.bestChainHeight(hash);
    }

    @Override
    public Optional<Bytes> block(BlockHash hash) {
        return ledger.block(hash);
    }

    @Override
    public Optional<Bytes> header(BlockHash hash) {
        return ledger.header(hash);
    }

    @Override
    public void listen(Listener listener) {
        ledger.listen(listener);
    }
}
