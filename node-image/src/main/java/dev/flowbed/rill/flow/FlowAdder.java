package dev.flowbed.rill.flow;

import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.index.NodeIndexes;
import dev.flowbed.rill.state.StagedWorldState;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreBatch;
import dev.flowbed.rill.validation.BlockFault;
import dev.flowbed.rill.validation.BlockFaultException;
import dev.flowbed.rill.validation.BlockRules;
import dev.flowbed.rill.validation.HeaderRules;
import dev.flowbed.rill.vm.EmittedEvent;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Validates blocks and headers and adds them, one at a time: callers see to that. What is added is one atomic write, done before
 * anyone learns of it.
 */
final class FlowAdder {
    private static final long PENDING_LIFETIME_MILLIS = 600_000;

    private final Broker broker;
    private final FlowGraph graph;
    private final FlowOrder order;
    private final FlowArchive archive;
    private final GroupViews views;
    private final StateUpdates updates;
    private final WorldRoots roots;
    private final NodeIndexes indexes;
    private final FlowKnowledge facts;
    private final HeaderRules headerRules;
    private final BlockRules blockRules;
    private final BestView bestView;
    private final Store store;
    private final Notifications notifications;
    private final InstantSource clock;
    private final Lock exclusive;
    private final PendingPool pool;

    FlowAdder(Parts parts, Lock exclusive) {
        this.broker = parts.broker();
        this.graph = parts.graph();
        this.order = parts.order();
        this.archive = parts.archive();
        this.views = parts.views();
        this.updates = parts.updates();
        this.roots = parts.roots();
        this.indexes = parts.indexes();
        this.facts = parts.facts();
        this.headerRules = parts.headerRules();
        this.blockRules = parts.blockRules();
        this.bestView = parts.bestView();
        this.store = parts.store();
        this.notifications = parts.notifications();
        this.clock = parts.clock();
        this.exclusive = exclusive;
        this.pool = new PendingPool(
                BlockFlow.MAX_SYNC_BLOCKS_PER_CHAIN * graph.groups() * graph.groups() * 2, PENDING_LIFETIME_MILLIS);
    }

    /** What adding works with. */
    record Parts(
            Broker broker,
            FlowGraph graph,
            FlowOrder order,
            FlowArchive archive,
            GroupViews views,
            StateUpdates updates,
            WorldRoots roots,
            NodeIndexes indexes,
            FlowKnowledge facts,
            HeaderRules headerRules,
            BlockRules blockRules,
            BestView bestView,
            Store store,
            Notifications notifications,
            InstantSource clock) {}

    AddResult add(PendingPool.Pending data) {
        if (graph.contains(data.hash())) {
            return new AddResult.AlreadyKnown();
        }
        try {
            checkAlone(data);
        } catch (BlockFaultException e) {
            return new AddResult.Invalid(e.fault(), e.detail());
        }
        List<BlockHash> missing = missing(data);
        if (!missing.isEmpty()) {
            return new AddResult.MissingDeps(pool.add(data, missing, clock.millis()));
        }
        AddResult result = addComplete(data);
        if (result instanceof AddResult.Added) {
            addDependents(data.hash());
        } else {
            pool.drop(data.hash());
        }
        return result;
    }

    private void checkAlone(PendingPool.Pending data) throws BlockFaultException {
        headerRules.checkAlone(data.header());
        Block block = data.block();
        ChainIndex chain = graph.chainOf(data.hash());
        if (broker.holds(chain) != (block != null)) {
            String found = block == null ? "a header of a chain held whole: " : "a block of a chain held as headers: ";
            throw new BlockFaultException(BlockFault.INVALID_GROUP, found + chain);
        }
        if (block != null) {
            blockRules.checkAlone(block);
        }
    }

    private List<BlockHash> missing(PendingPool.Pending data) {
        List<BlockHash> missing = new ArrayList<>();
        for (BlockHash dep : data.header().deps()) {
            if (!graph.contains(dep)) {
                missing.add(dep);
            }
        }
        Block block = data.block();
        if (block != null) {
            for (BlockHash uncle : FlowKnowledge.uncles(block)) {
                // an uncle of another chain never comes to be one: the rules say so when the block is checked
                if (graph.chainOf(uncle).equals(graph.chainOf(data.hash())) && !graph.contains(uncle)) {
                    missing.add(uncle);
                }
            }
        }
        return missing;
    }

    private void addDependents(BlockHash first) {
        Queue<BlockHash> arrived = new ArrayDeque<>(List.of(first));
        while (!arrived.isEmpty()) {
            for (PendingPool.Pending ready : pool.arrived(arrived.remove())) {
                AddResult result = addComplete(ready);
                if (result instanceof AddResult.Added) {
                    arrived.add(ready.hash());
                } else if (result instanceof AddResult.Invalid invalid) {
                    pool.drop(ready.hash());
                    notifications.record(listener ->
                            listener.pendingRejected(ready.hash(), ready.source(), invalid.fault(), invalid.detail()));
                }
            }
        }
    }

    /** Adds what has all its dependencies. */
    private AddResult addComplete(PendingPool.Pending data) {
        if (graph.contains(data.hash())) {
            return new AddResult.AlreadyKnown();
        }
        long start = System.nanoTime();
        Optional<BlockFault> fault = Optional.empty();
        try {
            return new AddResult.Added(validateAndCommit(data));
        } catch (BlockFaultException e) {
            fault = Optional.of(e.fault());
            return new AddResult.Invalid(e.fault(), e.detail());
        } finally {
            FlowListener.Validation validation =
                    new FlowListener.Validation(data.block() == null, System.nanoTime() - start, fault);
            notifications.record(listener -> listener.validated(validation));
        }
    }

    private int validateAndCommit(PendingPool.Pending data) throws BlockFaultException {
        BlockHeader header = data.header();
        ChainIndex chain = graph.chainOf(data.hash());
        boolean own = broker.serves(chain.from());
        FlowNode parent = graph.node(header.parent());
        if (data.block() != null && !data.source().isLocal()) {
            requireNearTop(chain, parent.height() + 1);
        }
        headerRules.checkInFlow(header, facts, own);
        FlowNode node = new FlowNode(
                data.hash(),
                chain,
                header,
                header.deps(),
                parent.height() + 1,
                order.weight(header.deps(), chain.from(), header.target()));
        Effects effects =
                own && data.block() != null ? checkTransactions(data.block(), chain, header.deps()) : Effects.NONE;
        commit(data, node, effects);
        return node.height();
    }

    /** Checks a block of an own group and adds nothing; its parent, its dependencies and its uncles must be there. */
    void check(Block block) throws BlockFaultException {
        checkAlone(new PendingPool.Pending(block.header(), block, BlockSource.LOCAL));
        headerRules.checkInFlow(block.header(), facts, true);
        checkTransactions(block, block.chainIndex(), block.header().deps());
    }

    /** Checks what a block of an own group holds, whatever its header: work, target, times and state hash are not looked at. */
    void checkBody(Block block) throws BlockFaultException {
        blockRules.checkAlone(block);
        checkTransactions(block, block.chainIndex(), block.header().deps());
    }

    private void requireNearTop(ChainIndex chain, int height) throws BlockFaultException {
        int top = graph.maxHeight(chain);
        if (height + BlockFlow.MAX_FORK_DEPTH < top) {
            throw new BlockFaultException(
                    BlockFault.INVALID_BLOCK_HEIGHT, "height " + height + " on a chain of height " + top);
        }
    }

    /**
     * What a valid block leads to.
     *
     * @param state the state that an intra-group block changes, all pending blocks taken in
     * @param conflicted transactions of other blocks that were left out of that state
     * @param events what its scripts reported
     */
    private record Effects(
            @Nullable StagedWorldState state, Map<BlockHash, List<Hash>> conflicted, List<EmittedEvent> events) {
        static final Effects NONE = new Effects(null, Map.of(), List.of());
    }

    private Effects checkTransactions(Block block, ChainIndex chain, List<BlockHash> deps) throws BlockFaultException {
        int group = chain.from();
        try {
            if (!chain.isIntraGroup()) {
                blockRules.checkTransactions(block, chain, views.atDeps(deps, group), facts);
                return Effects.NONE;
            }
            StagedWorldState state =
                    views.stage(FlowTips.of(group, deps).outTips().get(group));
            Map<BlockHash, List<Hash>> conflicted = updates.takeInPending(state, deps, group);
            List<EmittedEvent> events = blockRules.checkTransactions(block, chain, new StateView(state), facts);
            updates.takeInOwn(state, block, group);
            return new Effects(state, conflicted, events);
        } catch (FormatException e) {
            // groups that do not exist show only when a script's group is asked for
            throw new BlockFaultException(BlockFault.EXIST_INVALID_TX, String.valueOf(e.getMessage()));
        }
    }

    private void commit(PendingPool.Pending data, FlowNode node, Effects effects) {
        Block block = data.block();
        StoreBatch batch = new StoreBatch();
        int bytes = 0;
        if (block != null) {
            bytes = archive.stage(batch, block);
            if (broker.serves(node.chain().from())) {
                archive.stagePlaces(batch, block);
            }
            indexes.stage(batch, block, effects.events());
        }
        if (effects.state() != null) {
            roots.stage(batch, node.hash(), effects.state().persist(batch));
            effects.conflicted()
                    .forEach((other, ids) ->
                            archive.stageConflicts(batch, other, new ConflictedTransactions(node.hash(), ids)));
        }
        FlowGraph.Change change = graph.plan(node);
        graph.stage(batch, change);
        FlowListener.ViewChange viewChange;
        exclusive.lock();
        try {
            store.write(batch);
            graph.apply(change);
            if (block != null) {
                archive.remember(block, bytes);
            }
            views.extended(node.chain());
            viewChange = bestView.update(node.chain());
        } finally {
            exclusive.unlock();
        }
        announce(data, node, change.isCanonical(), effects, viewChange);
    }

    private void announce(
            PendingPool.Pending data,
            FlowNode node,
            boolean canonical,
            Effects effects,
            FlowListener.@Nullable ViewChange viewChange) {
        Block block = data.block();
        if (block == null) {
            FlowListener.AddedHeader added =
                    new FlowListener.AddedHeader(data.header(), node.chain(), node.height(), canonical, data.source());
            notifications.record(listener -> listener.headerAdded(added));
        } else {
            FlowListener.AddedBlock added = new FlowListener.AddedBlock(
                    block, node.chain(), node.height(), canonical, effects.conflicted(), data.source());
            notifications.record(listener -> listener.blockAdded(added));
        }
        if (viewChange != null) {
            notifications.record(listener -> listener.viewChanged(viewChange));
        }
    }
}
