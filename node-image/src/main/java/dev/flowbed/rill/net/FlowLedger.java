package dev.flowbed.rill.net;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.flow.AddResult;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.BlockSource;
import dev.flowbed.rill.flow.FlowListener;
import dev.flowbed.rill.net.wire.ChainTip;
import dev.flowbed.rill.net.wire.HeightRange;
import dev.flowbed.rill.validation.BlockFault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** BlockFlow as the network side sees it. */
public final class FlowLedger implements Ledger {
    /** What the header alone shows (flow/.../ValidationStatus.scala, InvalidHeaderStatus). */
    private static final Set<BlockFault> HEADER_FAULTS = EnumSet.of(
            BlockFault.INVALID_GROUP,
            BlockFault.INVALID_BLOCK_VERSION,
            BlockFault.NO_INCREASING_TIME_STAMP,
            BlockFault.EARLIER_THAN_LAUNCH_TIME_STAMP,
            BlockFault.INVALID_WORK_AMOUNT,
            BlockFault.INVALID_WORK_TARGET,
            BlockFault.INVALID_HEADER_FLOW,
            BlockFault.INVALID_DEPS_NUM,
            BlockFault.INVALID_DEPS_INDEX);

    private final BlockFlow flow;

    public FlowLedger(BlockFlow flow) {
        this.flow = flow;
    }

    @Override
    public boolean contains(BlockHash hash) {
        return flow.contains(hash);
    }

    @Override
    public ChainTip bestTip(ChainIndex chain) {
        var tip = flow.tip(chain);
        return new ChainTip(tip.hash(), tip.height(), tip.weight().value());
    }

    @Override
    public List<Bytes> headers(HeightRange range) {
        return flow.headers(range.chain(), range.heights().boxed().toList()).stream()
                .map(header -> Bytes.wrap(header.encode()))
                .toList();
    }

    /** Gives all forks at each height, which holds the uncles: what a peer builds on may be any of them. */
    @Override
    public List<Bytes> blocksWithUncles(HeightRange range) {
        List<Bytes> blocks = new ArrayList<>();
        range.heights().forEach(height -> {
            List<BlockHash> hashes = flow.hashes(range.chain(), height);
            for (int i = hashes.size() - 1; i >= 0; i--) {
                block(hashes.get(i)).ifPresent(blocks::add);
            }
        });
        return blocks;
    }

    @Override
    public List<BlockHash> hashes(HeightRange range) {
        return range.heights()
                .boxed()
                .flatMap(height -> flow.hashes(range.chain(), height).stream())
                .toList();
    }

    @Override
    public OptionalInt bestChainHeight(BlockHash hash) {
        return flow.isCanonical(hash) ? flow.height(hash) : OptionalInt.empty();
    }

    @Override
    public Optional<Bytes> block(BlockHash hash) {
        return flow.blockBytes(hash).map(Bytes::wrap);
    }

    @Override
    public Optional<Bytes> header(BlockHash hash) {
        return flow.header(hash).map(header -> Bytes.wrap(header.encode()));
    }

    @Override
    public AddOutcome addBlock(Block block, String source) {
        return outcome(flow.add(block, BlockSource.peer(source)));
    }

    @Override
    public AddOutcome addHeader(BlockHeader header, String source) {
        return outcome(flow.add(header, BlockSource.peer(source)));
    }

    private static AddOutcome outcome(AddResult result) {
        if (result instanceof AddResult.Added) {
            return new AddOutcome.Added();
        } else if (result instanceof AddResult.AlreadyKnown) {
            return new AddOutcome.Known();
        } else if (result instanceof AddResult.MissingDeps missing) {
            return new AddOutcome.Incomplete(missing.missing().toString());
        } else if (result instanceof AddResult.Invalid invalid) {
            return new AddOutcome.Invalid(
                    invalid.fault() + ": " + invalid.detail(), HEADER_FAULTS.contains(invalid.fault()));
        }
        throw new IllegalStateException("unknown result " + result);
    }

    @Override
    public void listen(Listener listener) {
        flow.addListener(new FlowListener() {
            @Override
            public void blockAdded(AddedBlock added) {
                listener.added(new Addition(
                        added.block().header(),
                        Optional.of(added.block()),
                        added.source().name(),
                        added.source().isLocal()));
            }

            @Override
            public void headerAdded(AddedHeader added) {
                listener.added(new Addition(
                        added.header(),
                        Optional.empty(),
                        added.source().name(),
                        added.source().isLocal()));
            }
        });
    }
}
