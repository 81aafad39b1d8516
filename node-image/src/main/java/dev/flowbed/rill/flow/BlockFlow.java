package dev.flowbed.rill.flow;

import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.Weight;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.index.IndexSettings;
import dev.flowbed.rill.index.NodeIndexes;
import dev.flowbed.rill.state.WorldState;
import dev.flowbed.rill.state.WorldStates;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreIdentity;
import dev.flowbed.rill.validation.BlockFaultException;
import dev.flowbed.rill.validation.BlockRules;
import dev.flowbed.rill.validation.HeaderRules;
import dev.flowbed.rill.validation.TransactionRules;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The chains of a network as one broker holds them. Thread-safe: blocks are added one at a time, queries see the flow between
 * two additions. What {@link #add} reports as added survives the end of the process.
 *
 * <p>Hashes that are not there give an empty answer from methods that return {@link Optional}, and
 * {@link java.util.NoSuchElementException} from the others.
 */
public final class BlockFlow {
    /** Heights by which a block may lie below the highest one of its chain to be added still (flow/.../core/package.scala). */
    public static final int MAX_FORK_DEPTH = 200;
    /** Heights of one chain that sync hands out at once (flow/.../core/package.scala). */
    public static final int MAX_SYNC_BLOCKS_PER_CHAIN = 50;

    private final NetworkSettings network;
    private final Broker broker;
    private final FlowGenesis genesis;
    private final Store store;
    private final WorldStates worldStates;
    private final TransactionRules transactionRules;
    private final NodeIndexes indexes;
    private final Notifications notifications = new Notifications();
    private final Lock adding = new ReentrantLock();
    private final ReadWriteLock state = new ReentrantReadWriteLock();
    private final InstantSource clock;
    private volatile PendingTransactions pending = PendingTransactions.NONE;
    // what follows is made from what is stored, at start and when that was set back; guarded by state
    private FlowGraph graph;
    private FlowArchive archive;
    private WorldRoots roots;
    private GroupViews views;
    private FlowKnowledge facts;
    private BestView bestView;
    private TemplateBuilder templates;
    private Confirmations confirmations;
    private ChainHistory history;
    private SyncData sync;
    private FlowAdder adder;

    private BlockFlow(
            NetworkSettings network,
            Broker broker,
            FlowGenesis genesis,
            Store store,
            WorldStates worldStates,
            TransactionRules transactionRules,
            IndexSettings indexed,
            InstantSource clock) {
        this.network = network;
        this.broker = broker;
        this.genesis = genesis;
        this.store = store;
        this.worldStates = worldStates;
        this.transactionRules = transactionRules;
        this.indexes = new NodeIndexes(store, indexed);
        this.clock = clock;
        build();
    }

    private void build() {
        this.archive = new FlowArchive(store, genesis);
        this.roots = new WorldRoots(store);
        this.graph = new FlowGraph(
                archive, genesis, MAX_FORK_DEPTH * network.danube().targetMillis());
        FlowOrder order = new FlowOrder(graph);
        StateUpdates updates = new StateUpdates(graph, order, archive);
        if (!graph.isInitialized()) {
            new GenesisWriter(broker, genesis, graph, archive, updates, roots, indexes).write(store, worldStates);
        }
        this.views = new GroupViews(graph, order, archive, worldStates, roots);
        this.facts = new FlowKnowledge(graph, order, archive, new DifficultyAdjustment(graph, network), roots);
        this.bestView = new BestView(broker, graph, new BestFlow(graph, order), archive);
        BlockRules blockRules = new BlockRules(network, transactionRules);
        this.templates = new TemplateBuilder(
                network, graph, views, updates, new UncleSelection(graph, order, archive), facts, blockRules, clock);
        this.confirmations = new Confirmations(graph, order, archive);
        this.history = new ChainHistory(graph, archive);
        this.sync = new SyncData(graph, archive);
        this.adder = new FlowAdder(
                new FlowAdder.Parts(
                        broker,
                        graph,
                        order,
                        archive,
                        views,
                        updates,
                        roots,
                        indexes,
                        facts,
                        new HeaderRules(network, clock),
                        blockRules,
                        bestView,
                        store,
                        notifications,
                        clock),
                state.writeLock());
    }

    /**
     * Opens the flow that a store holds; an empty store gets the genesis blocks.
     *
     * @param network the rules of the network; Danube must be in force from genesis on
     * @param broker which groups this node serves
     * @param genesis the genesis blocks, in the order of chains
     * @param store where all is kept, opened with {@link #identity}
     * @param worldStates the world states in the same store
     * @param transactionRules the rules of transactions in blocks
     * @param indexed what is kept for queries beside the chains
     * @param clock what time it is
     */
    public static BlockFlow open(
            NetworkSettings network,
            Broker broker,
            List<Block> genesis,
            Store store,
            WorldStates worldStates,
            TransactionRules transactionRules,
            IndexSettings indexed,
            InstantSource clock) {
        return new BlockFlow(
                network,
                broker,
                new FlowGenesis(genesis, network.groups()),
                store,
                worldStates,
                transactionRules,
                indexed,
                clock);
    }

    /** Opens the flow that a store holds, with as little as there can be kept for queries. */
    public static BlockFlow open(
            NetworkSettings network,
            Broker broker,
            List<Block> genesis,
            Store store,
            WorldStates worldStates,
            TransactionRules transactionRules,
            InstantSource clock) {
        return open(network, broker, genesis, store, worldStates, transactionRules, IndexSettings.LEAST, clock);
    }

    /** The identity to open the store with. */
    public static StoreIdentity identity(NetworkSettings network, Broker broker, List<Block> genesis) {
        return new StoreIdentity(
                network.networkId(),
                broker.groups(),
                broker.brokerNum(),
                broker.brokerId(),
                new FlowGenesis(genesis, network.groups()).fingerprint());
    }

    /** The rules of the network. */
    public NetworkSettings network() {
        return network;
    }

    /** Which groups this node serves. */
    public Broker broker() {
        return broker;
    }

    /** The genesis blocks, in the order of chains. */
    public List<Block> genesis() {
        return genesis.blocks();
    }

    // ---- commands

    /** Adds a block of a chain that this broker holds. */
    public AddResult add(Block block, BlockSource source) {
        return add(new PendingPool.Pending(block.header(), block, source));
    }

    /** Adds the header of a block of a chain that this broker does not hold. */
    public AddResult add(BlockHeader header, BlockSource source) {
        return add(new PendingPool.Pending(header, null, source));
    }

    /** Checks a block of an own group and adds nothing; all that it names must be there. */
    void check(Block block) throws BlockFaultException {
        adding.lock();
        try {
            adder.check(block);
        } finally {
            adding.unlock();
        }
    }

    /** Checks what a block of an own group holds, whatever its header says, and adds nothing; all that it names must be there. */
    void checkBody(Block block) throws BlockFaultException {
        adding.lock();
        try {
            adder.checkBody(block);
        } finally {
            adding.unlock();
        }
    }

    /** Where templates get their transactions from; none before this call. */
    public void setPendingTransactions(PendingTransactions pending) {
        this.pending = pending;
    }

    /** Tells a listener of all changes from now on. */
    public void addListener(FlowListener listener) {
        notifications.add(listener);
    }

    /**
     * A new block for a chain that starts in an own group, complete but for its nonce.
     *
     * @param miner who gets the reward: an address of the group that the chain leads to
     */
    public BlockTemplate template(ChainIndex chain, LockupScript.Asset miner) {
        return reading(() -> templates.build(chain, bestView.deps(chain), miner, pending));
    }

    /** Runs something between two additions, when listeners know of all that was added: what is stored is then all there is. */
    public <T> T betweenAdditions(Supplier<T> action) {
        adding.lock();
        try {
            return notifications.whenDelivered(action);
        } finally {
            adding.unlock();
        }
    }

    /**
     * Takes up the chains as the store holds them after a change, as a start would; tells listeners.
     *
     * @param change sets the store back; nobody reads or adds meanwhile
     */
    public void reopen(Runnable change) {
        betweenAdditions(() -> {
            Lock exclusive = state.writeLock();
            exclusive.lock();
            try {
                change.run();
                build();
            } finally {
                exclusive.unlock();
            }
            notifications.record(FlowListener::chainsReset);
            return true;
        });
        notifications.deliver();
    }

    // ---- blocks

    /** Whether a block (or, on chains held as headers, a header) was added. */
    public boolean contains(BlockHash hash) {
        return reading(() -> graph.contains(hash));
    }

    /** A block of a chain that this broker holds. */
    public Optional<Block> block(BlockHash hash) {
        return reading(() -> Optional.ofNullable(archive.block(hash)));
    }

    /** A block of a chain that this broker holds, serialized. */
    public Optional<byte[]> blockBytes(BlockHash hash) {
        return reading(() -> Optional.ofNullable(archive.blockBytes(hash)));
    }

    /** A header of any chain. */
    public Optional<BlockHeader> header(BlockHash hash) {
        return find(hash).map(FlowNode::header);
    }

    /** The height of a block. */
    public OptionalInt height(BlockHash hash) {
        Optional<FlowNode> node = find(hash);
        return node.isPresent() ? OptionalInt.of(node.get().height()) : OptionalInt.empty();
    }

    /** The weight of a block: the work in it and in all it depends on. */
    public Optional<Weight> weight(BlockHash hash) {
        return find(hash).map(FlowNode::weight);
    }

    /** Whether a block is on the canonical branch of its chain; false when it is not there. */
    public boolean isCanonical(BlockHash hash) {
        return reading(() -> {
            FlowNode node = graph.find(hash);
            return node != null && graph.isCanonical(node);
        });
    }

    /** The chain that a hash belongs to. */
    public ChainIndex chainOf(BlockHash hash) {
        return ChainIndex.of(hash, broker.groups());
    }

    /** The hashes at a height, the canonical one first; empty above the chain. */
    public List<BlockHash> hashes(ChainIndex chain, int height) {
        return reading(() -> graph.hashes(chain, height));
    }

    /** The heaviest block of a chain: what the API calls its current height. */
    public ChainTip tip(ChainIndex chain) {
        return reading(() -> {
            FlowNode node = graph.node(graph.bestTip(chain));
            return new ChainTip(node.hash(), node.height(), node.weight());
        });
    }

    /** The heaviest blocks of the chains that start in own groups, in the order of {@link Broker#ownChains}. */
    public List<ChainTip> tips() {
        return reading(() -> broker.ownChains().stream().map(this::tip).toList());
    }

    /** Blocks (or headers) of a chain, forks and genesis included. */
    public int blockCount(ChainIndex chain) {
        return reading(() -> graph.state(chain).count());
    }

    /** Canonical blocks of a held chain with timestamps from {@code from} to {@code to}, both inclusive, by height. */
    public List<HeightedBlock> blocksBetween(ChainIndex chain, long from, long to) {
        return reading(() -> history.between(chain, from, to));
    }

    /** The canonical block that gives a share of its reward to an uncle, with its height. */
    public Optional<HeightedBlock> blockOfUncle(BlockHash uncle) {
        return reading(() -> {
            FlowNode node = graph.find(uncle);
            return node == null ? Optional.empty() : history.blockOfUncle(node);
        });
    }

    /** Milliseconds from a block's parent to it. */
    public long blockTimeMillis(BlockHeader header) {
        return reading(() -> header.timestamp() - graph.node(header.parent()).timestamp());
    }

    // ---- state

    /** What the next block of a chain should depend on. */
    public List<BlockHash> bestDeps(ChainIndex chain) {
        return reading(() -> bestView.deps(chain));
    }

    /** The world state of an own group at the best intra-group block. */
    public WorldState bestWorldState(int group) {
        return reading(() -> views.stateAfter(bestView.intraDep(group)));
    }

    /** The world state of an own group after an intra-group block. */
    public Optional<WorldState> worldStateAfter(BlockHash intraGroupBlock) {
        return reading(() -> roots.find(intraGroupBlock).map(found -> views.stateAfter(intraGroupBlock)));
    }

    /** What is unspent in an own group now: balances, building and accepting transactions. Mempools put theirs on top. */
    public GroupView groupView(int group) {
        return reading(() -> views.latest(group));
    }

    /** What was unspent in an own group for a block: the world state that the block's dependencies name. */
    public GroupView groupViewAt(int group, BlockHash block) {
        return reading(() -> new StateView(views.stateAfter(graph.node(block).outDep(group))));
    }

    /** What is kept for queries: events, sub-contracts, origins of outputs. */
    public NodeIndexes indexes() {
        return indexes;
    }

    /** Whether a block is another one or among those of its chain that the other builds upon. */
    public boolean isBefore(BlockHash earlier, BlockHash later) {
        return reading(() -> {
            ChainIndex chain = graph.chainOf(earlier);
            FlowNode node = graph.node(later);
            BlockHash sameChain = node.chain().equals(chain)
                    ? later
                    : graph.node(node.groupTip(chain.from())).outTip(chain.to());
            return graph.isBefore(earlier, sameChain);
        });
    }

    // ---- transactions

    /** Where a transaction stands on the canonical branch of a chain that starts in an own group. */
    public Optional<TransactionPlace> transactionPlace(Hash id, ChainIndex chain) {
        return reading(() -> confirmations.place(id, chain));
    }

    /** How firmly a transaction stands on a chain that starts in an own group; empty when it is not on its canonical branch. */
    public Optional<TransactionStatus> transactionStatus(Hash id, ChainIndex chain) {
        return reading(() -> confirmations.status(id, chain));
    }

    /** Whether a transaction is in any block that this broker holds, of any fork. */
    public boolean isInBlock(Hash transaction) {
        return reading(() -> !archive.places(transaction).isEmpty());
    }

    /** Ids of a block's transactions that have no effect, by the canonical branch of its group. */
    public List<Hash> conflictedTransactions(BlockHash block) {
        return reading(() -> confirmations.conflicted(graph.node(block)));
    }

    // ---- difficulty

    /** The target of the next block of a chain that starts in an own group. */
    public Target nextTarget(ChainIndex chain) {
        return reading(() -> facts.nextTarget(chain, bestView.deps(chain), clock.millis()));
    }

    /** The mean difficulty of the best tips of all chains. */
    public BigInteger difficulty() {
        return reading(() -> {
            BigInteger sum = BigInteger.ZERO;
            for (ChainIndex chain : ChainIndex.all(broker.groups())) {
                sum = sum.add(graph.node(graph.bestTip(chain)).header().target().difficulty());
            }
            return sum.divide(BigInteger.valueOf((long) broker.groups() * broker.groups()));
        });
    }

    // ---- sync

    /** Canonical hashes of a chain, ever denser towards the tip, lowest first; empty when there is only genesis. */
    public List<BlockHash> syncLocators(ChainIndex chain) {
        return reading(() -> sync.locators(chain));
    }

    /** What follows after the newest canonical one of a peer's locators, uncles included; from the start when there are none. */
    public List<BlockHash> inventory(ChainIndex chain, List<BlockHash> locators) {
        return reading(() -> sync.inventory(chain, locators));
    }

    /** All hashes of the 20 highest heights of a chain, genesis left out. */
    public List<BlockHash> latestHashes(ChainIndex chain) {
        return reading(() -> sync.latest(chain));
    }

    /** The canonical headers at some heights; heights above the chain are left out. */
    public List<BlockHeader> headers(ChainIndex chain, List<Integer> heights) {
        return reading(() -> sync.headers(chain, heights));
    }

    /** All blocks, uncles included, at some heights of a held chain. */
    public List<Block> blocksWithUncles(ChainIndex chain, List<Integer> heights) {
        return reading(() -> sync.blocks(chain, heights));
    }

    private AddResult add(PendingPool.Pending data) {
        adding.lock();
        try {
            return adder.add(data);
        } finally {
            adding.unlock();
            notifications.deliver();
        }
    }

    private Optional<FlowNode> find(BlockHash hash) {
        return reading(() -> Optional.ofNullable(graph.find(hash)));
    }

    private <T> T reading(Supplier<T> query) {
        Lock shared = state.readLock();
        shared.lock();
        try {
            return query.get();
        } finally {
            shared.unlock();
        }
    }
}
