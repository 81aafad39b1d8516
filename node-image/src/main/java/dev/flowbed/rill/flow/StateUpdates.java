package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.rill.state.StagedWorldState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What blocks do to the world state of a group (flow/.../BlockFlowState.scala, Danube rules). */
final class StateUpdates {
    private final FlowGraph graph;
    private final FlowOrder order;
    private final FlowArchive archive;

    StateUpdates(FlowGraph graph, FlowOrder order, FlowArchive archive) {
        this.graph = graph;
        this.order = order;
        this.archive = archive;
    }

    /**
     * Takes in the inter-group blocks that dependencies know and the state does not, oldest first.
     *
     * @return of each block the transactions that were left out, since their inputs were spent before
     */
    Map<BlockHash, List<Hash>> takeInPending(StagedWorldState state, List<BlockHash> deps, int group) {
        Map<BlockHash, List<Hash>> conflicted = new LinkedHashMap<>();
        for (Block block : pendingBlocks(deps, group)) {
            ChainIndex chain = graph.chainOf(block.hash());
            if (chain.isIntraGroup()) {
                takeInOwn(state, block, group);
            } else if (chain.from() == group) {
                List<Hash> leftOut = takeInOutgoing(state, block, group);
                if (!leftOut.isEmpty()) {
                    conflicted.put(block.hash(), leftOut);
                }
            } else {
                takeInIncoming(state, block, group, inDep(deps, group, chain.from()));
            }
        }
        return conflicted;
    }

    private List<Block> pendingBlocks(List<BlockHash> deps, int group) {
        List<Block> blocks = new ArrayList<>();
        order.pendingBlocks(deps, group).forEach(hash -> blocks.add(archive.requireBlock(hash)));
        blocks.sort(Comparator.comparingLong(block -> block.header().timestamp()));
        return blocks;
    }

    private static BlockHash inDep(List<BlockHash> deps, int group, int fromGroup) {
        return deps.get(fromGroup < group ? fromGroup : fromGroup - 1);
    }

    /** An intra-group block: its inputs were checked with it. */
    void takeInOwn(StagedWorldState state, Block block, int group) {
        for (Transaction transaction : block.transactions()) {
            spend(state, transaction);
            addOutputs(state, transaction, group, block.header().timestamp());
        }
    }

    private List<Hash> takeInOutgoing(StagedWorldState state, Block block, int group) {
        List<Hash> leftOut = new ArrayList<>();
        for (Transaction transaction : block.transactions()) {
            if (transaction.unsigned().inputs().stream().allMatch(input -> state.contains(input.outputRef()))) {
                spend(state, transaction);
                addOutputs(state, transaction, group, block.header().timestamp());
            } else {
                leftOut.add(transaction.id());
            }
        }
        return leftOut;
    }

    private void takeInIncoming(StagedWorldState state, Block block, int group, BlockHash checkpoint) {
        List<ConflictedTransactions> conflicts = archive.conflicts(block.hash());
        for (Transaction transaction : block.transactions()) {
            boolean leftOut = conflicts.stream()
                    .anyMatch(conflict -> conflict.transactions().contains(transaction.id())
                            && isKnownTo(checkpoint, conflict.checkpoint()));
            if (!leftOut) {
                addOutputs(state, transaction, group, block.header().timestamp());
            }
        }
    }

    /** Whether an intra-group block builds upon another of any group. */
    private boolean isKnownTo(BlockHash checkpoint, BlockHash earlier) {
        int group = graph.chainOf(earlier).from();
        return order.isExtending(graph.node(checkpoint).groupTip(group), earlier);
    }

    // contract inputs and outputs change when their scripts run
    private static void spend(StagedWorldState state, Transaction transaction) {
        for (TxInput input : transaction.unsigned().inputs()) {
            state.removeAsset(input.outputRef());
        }
    }

    private void addOutputs(StagedWorldState state, Transaction transaction, int group, long timestamp) {
        List<TxOutput> outputs = transaction.outputs();
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i) instanceof TxOutput.Asset asset
                    && asset.lockupScript().group(graph.groups()) == group) {
                TxOutputRef ref = TxOutputRef.of(transaction.id(), i, asset);
                state.addAsset(ref, asset.lockTime() < timestamp ? asset.withLockTime(timestamp) : asset);
            }
        }
    }
}
