package dev.flowbed.rill.flow;

import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.Weight;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.WorldState;
import dev.flowbed.rill.state.WorldStates;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreIdentity;
import dev.flowbed.rill.validation.TransactionRules;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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

    private BlockFlow() {}

    /**
     * Opens the flow that a store holds; an empty store gets the genesis blocks.
     *
     * @param network the rules of the network; Danube must be in force from genesis on
     * @param broker which groups this node serves
     * @param genesis the genesis blocks, in the order of chains
     * @param store where all is kept, opened with {@link #identity}
     * @param worldStates the world states in the same store
     * @param transactionRules the rules of transactions in blocks
     * @param clock what time it is
     */
    public static BlockFlow open(
            NetworkSettings network,
            Broker broker,
            List<Block> genesis,
            Store store,
            WorldStates worldStates,
            TransactionRules transactionRules,
            InstantSource clock) {
        throw new UnsupportedOperationException();
    }

    /** The identity to open the store with. */
    public static StoreIdentity identity(NetworkSettings network, Broker broker, List<Block> genesis) {
        throw new UnsupportedOperationException();
    }

    /** The rules of the network. */
    public NetworkSettings network() {
        throw new UnsupportedOperationException();
    }

    /** Which groups this node serves. */
    public Broker broker() {
        throw new UnsupportedOperationException();
    }

    /** The genesis blocks, in the order of chains. */
    public List<Block> genesis() {
        throw new UnsupportedOperationException();
    }

    // ---- commands

    /** Adds a block of a chain that this broker holds. */
    public AddResult add(Block block, BlockSource source) {
        throw new UnsupportedOperationException();
    }

    /** Adds the header of a block of a chain that this broker does not hold. */
    public AddResult add(BlockHeader header, BlockSource source) {
        throw new UnsupportedOperationException();
    }

    /** Where templates get their transactions from; none before this call. */
    public void setPendingTransactions(PendingTransactions pending) {
        throw new UnsupportedOperationException();
    }

    /** Tells a listener of all changes from now on. */
    public void addListener(FlowListener listener) {
        throw new UnsupportedOperationException();
    }

    /** A new block for a chain that starts in an own group, complete but for its nonce. */
    public BlockTemplate template(ChainIndex chain, LockupScript.Asset miner) {
        throw new UnsupportedOperationException();
    }

    // ---- blocks

    /** Whether a block (or, on chains held as headers, a header) was added. */
    public boolean contains(BlockHash hash) {
        throw new UnsupportedOperationException();
    }

    /** A block of a chain that this broker holds. */
    public Optional<Block> block(BlockHash hash) {
        throw new UnsupportedOperationException();
    }

    /** A block of a chain that this broker holds, serialized. */
    public Optional<byte[]> blockBytes(BlockHash hash) {
        throw new UnsupportedOperationException();
    }

    /** A header of any chain. */
    public Optional<BlockHeader> header(BlockHash hash) {
        throw new UnsupportedOperationException();
    }

    /** The height of a block. */
    public OptionalInt height(BlockHash hash) {
        throw new UnsupportedOperationException();
    }

    /** The weight of a block: the work in it and in all it depends on. */
    public Optional<Weight> weight(BlockHash hash) {
        throw new UnsupportedOperationException();
    }

    /** Whether a block is on the canonical branch of its chain; false when it is not there. */
    public boolean isCanonical(BlockHash hash) {
        throw new UnsupportedOperationException();
    }

    /** The chain that a hash belongs to. */
    public ChainIndex chainOf(BlockHash hash) {
        throw new UnsupportedOperationException();
    }

    /** The hashes at a height, the canonical one first; empty above the chain. */
    public List<BlockHash> hashes(ChainIndex chain, int height) {
        throw new UnsupportedOperationException();
    }

    /** The heaviest block of a chain: what the API calls its current height. */
    public ChainTip tip(ChainIndex chain) {
        throw new UnsupportedOperationException();
    }

    /** The heaviest blocks of the chains that start in own groups, in the order of {@link Broker#ownChains}. */
    public List<ChainTip> tips() {
        throw new UnsupportedOperationException();
    }

    /** Blocks (or headers) of a chain, forks and genesis included. */
    public int blockCount(ChainIndex chain) {
        throw new UnsupportedOperationException();
    }

    /** Canonical blocks of a held chain with timestamps from {@code from} to {@code to}, both inclusive, by height. */
    public List<HeightedBlock> blocksBetween(ChainIndex chain, long from, long to) {
        throw new UnsupportedOperationException();
    }

    /** The canonical block that gives a share of its reward to an uncle, with its height. */
    public Optional<HeightedBlock> blockOfUncle(BlockHash uncle) {
        throw new UnsupportedOperationException();
    }

    /** Milliseconds from a block's parent to it. */
    public long blockTimeMillis(BlockHeader header) {
        throw new UnsupportedOperationException();
    }

    // ---- state

    /** What the next block of a chain should depend on. */
    public List<BlockHash> bestDeps(ChainIndex chain) {
        throw new UnsupportedOperationException();
    }

    /** The world state of an own group at the best intra-group block. */
    public WorldState bestWorldState(int group) {
        throw new UnsupportedOperationException();
    }

    /** The world state of an own group after an intra-group block. */
    public Optional<WorldState> worldStateAfter(BlockHash intraGroupBlock) {
        throw new UnsupportedOperationException();
    }

    /** What is unspent in an own group now: balances, building and accepting transactions. Mempools put theirs on top. */
    public GroupView groupView(int group) {
        throw new UnsupportedOperationException();
    }

    /** What was unspent in an own group for a block: the world state that the block's dependencies name. */
    public GroupView groupViewAt(int group, BlockHash block) {
        throw new UnsupportedOperationException();
    }

    // ---- transactions

    /** A transaction on the canonical branch of a chain that starts in an own group. */
    public Optional<Transaction> transaction(Hash id, ChainIndex chain) {
        throw new UnsupportedOperationException();
    }

    /** How firmly a transaction stands on a chain that starts in an own group; empty when it is not on its canonical branch. */
    public Optional<TransactionStatus> transactionStatus(Hash id, ChainIndex chain) {
        throw new UnsupportedOperationException();
    }

    /** Whether a transaction is in any block that this broker holds, of any fork. */
    public boolean isInBlock(Hash transaction) {
        throw new UnsupportedOperationException();
    }

    /** Ids of a block's transactions that have no effect, by the canonical branch of its group. */
    public List<Hash> conflictedTransactions(BlockHash block) {
        throw new UnsupportedOperationException();
    }

    // ---- difficulty

    /** The target of the next block of a chain that starts in an own group. */
    public Target nextTarget(ChainIndex chain) {
        throw new UnsupportedOperationException();
    }

    /** The mean difficulty of the best tips of all chains. */
    public BigInteger difficulty() {
        throw new UnsupportedOperationException();
    }

    // ---- sync

    /** Canonical hashes of a chain, ever denser towards the tip, lowest first; empty when there is only genesis. */
    public List<BlockHash> syncLocators(ChainIndex chain) {
        throw new UnsupportedOperationException();
    }

    /** What follows after the newest canonical one of a peer's locators, uncles included; from the start when there are none. */
    public List<BlockHash> inventory(ChainIndex chain, List<BlockHash> locators) {
        throw new UnsupportedOperationException();
    }

    /** All hashes of the 20 highest heights of a chain, genesis left out. */
    public List<BlockHash> latestHashes(ChainIndex chain) {
        throw new UnsupportedOperationException();
    }

    /** The canonical headers at some heights; heights above the chain are left out. */
    public List<BlockHeader> headers(ChainIndex chain, List<Integer> heights) {
        throw new UnsupportedOperationException();
    }

    /** All blocks, uncles included, at some heights of a held chain. */
    public List<Block> blocksWithUncles(ChainIndex chain, List<Integer> heights) {
        throw new UnsupportedOperationException();
    }
}
