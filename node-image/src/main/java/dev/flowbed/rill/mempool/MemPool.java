package dev.flowbed.rill.mempool;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.state.OutputOrigin;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The waiting transactions of one group: those that spend its outputs, and those of other groups of this broker that send to it
 * (flow/.../MemPool.scala). A transaction may spend outputs of another one that waits: it is its child. Thread-safe.
 */
public final class MemPool {
    /** What became of a transaction that was to be added. */
    public enum AddResult {
        ADDED,
        ALREADY_EXISTED,
        DOUBLE_SPENDING,
        FULL
    }

    /** Why a transaction left the pool. */
    enum Removal {
        /** A block has it. */
        MINED,
        /** It became invalid or too old, lost its parent, or made room for a better one. */
        DROPPED
    }

    private static final int REMEMBERED = 16_384;

    private static final class Node {
        final PendingTx tx;
        final Set<Node> parents = new LinkedHashSet<>();
        final Set<Node> children = new LinkedHashSet<>();

        Node(PendingTx tx) {
            this.tx = tx;
        }
    }

    private record Made(TxOutput.Asset output, Node by) {}

    private final int group;
    private final ToIntFunction<LockupScript.Asset> groupOf;
    private final int capacity;
    private final BiConsumer<PendingTx, Removal> onRemoval;
    private final Map<Hash, Node> nodes = new HashMap<>();
    private final TreeSet<PendingTx> bestFirst = new TreeSet<>(PendingTx.BEST_FIRST);
    private final Map<TxOutputRef, Node> spenders = new HashMap<>();
    private final Map<TxOutputRef, Made> made = new HashMap<>();
    private final Map<LockupScript, Set<TxOutputRef>> madeFor = new HashMap<>();
    private final Map<Hash, Boolean> lastMined = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * An empty pool.
     *
     * @param group the group
     * @param groupOf the group of an address
     * @param capacity transactions that it holds at most, those from other groups not counted against newcomers
     * @param onRemoval is told of every transaction that leaves; called with this pool locked
     */
    MemPool(
            int group,
            ToIntFunction<LockupScript.Asset> groupOf,
            int capacity,
            BiConsumer<PendingTx, Removal> onRemoval) {
        this.group = group;
        this.groupOf = groupOf;
        this.capacity = capacity;
        this.onRemoval = onRemoval;
    }

    /** The group. */
    public int group() {
        return group;
    }

    /** All transactions, those from other groups included. */
    public synchronized int size() {
        return nodes.size();
    }

    /** The transactions of a chain from this group. */
    public synchronized int count(ChainIndex chain) {
        return (int) bestFirst.stream().filter(tx -> tx.chain().equals(chain)).count();
    }

    /** Whether a transaction waits here. */
    public synchronized boolean contains(Hash id) {
        return nodes.containsKey(id);
    }

    /** A transaction that waits here. */
    public synchronized Optional<PendingTx> get(Hash id) {
        return Optional.ofNullable(nodes.get(id)).map(node -> node.tx);
    }

    /** All transactions, best first. */
    public synchronized List<PendingTx> all() {
        return List.copyOf(bestFirst);
    }

    /** Whether a waiting transaction spends an output. */
    public synchronized boolean isSpent(TxOutputRef ref) {
        return spenders.containsKey(ref);
    }

    /** Whether a transaction spends what another one here spends. */
    public synchronized boolean isDoubleSpending(TransactionTemplate template) {
        return template.unsigned().inputs().stream().anyMatch(input -> spenders.containsKey(input.outputRef()));
    }

    /** An output that a waiting transaction makes for this group, spent by another one or not. */
    public synchronized Optional<TxOutput.Asset> output(TxOutputRef ref) {
        return Optional.ofNullable(made.get(ref)).map(Made::output);
    }

    /** The outputs of an address as they are once the waiting transactions are mined, given what blocks leave it. */
    public synchronized List<AssetUtxo> outputsOf(LockupScript.Asset lockup, List<AssetUtxo> inBlocks) {
        Map<TxOutputRef, AssetUtxo> all = new LinkedHashMap<>();
        inBlocks.forEach(utxo -> all.put(utxo.ref(), utxo));
        for (TxOutputRef ref : madeFor.getOrDefault(lockup, Set.of())) {
            Made output = made.get(ref);
            if (output != null) {
                all.putIfAbsent(ref, new AssetUtxo(ref, output.output(), OutputOrigin.MEMPOOL));
            }
        }
        return all.values().stream()
                .filter(utxo -> !spenders.containsKey(utxo.ref()))
                .toList();
    }

    /**
     * Adds a transaction that spends outputs of this group. In a full pool it takes the place of the least attractive one, if it
     * outbids it. One that a block has already is not added, though who brings it could not know yet.
     */
    public synchronized AddResult add(PendingTx tx) {
        if (nodes.containsKey(tx.id()) || lastMined.containsKey(tx.id())) {
            return AddResult.ALREADY_EXISTED;
        }
        if (nodes.size() >= capacity) {
            PendingTx worst = bestFirst.last();
            if (!tx.outbids(worst)) {
                return AddResult.FULL;
            }
            drop(worst.id());
        }
        if (isDoubleSpending(tx.template())) {
            return AddResult.DOUBLE_SPENDING;
        }
        Node node = insert(tx);
        for (TxInput input : tx.template().unsigned().inputs()) {
            spenders.put(input.outputRef(), node);
            Made parent = made.get(input.outputRef());
            if (parent != null) {
                connect(parent.by(), node);
            }
        }
        return AddResult.ADDED;
    }

    /** Adds a transaction of another group for what it sends to this one. */
    synchronized void addIncoming(PendingTx tx) {
        if (!nodes.containsKey(tx.id()) && !lastMined.containsKey(tx.id())) {
            insert(tx);
        }
    }

    private Node insert(PendingTx tx) {
        Node node = new Node(tx);
        nodes.put(tx.id(), node);
        bestFirst.add(tx);
        List<TxOutput.Asset> outputs = tx.template().unsigned().fixedOutputs();
        List<TxOutputRef> refs = tx.template().unsigned().fixedOutputRefs();
        for (int i = 0; i < outputs.size(); i++) {
            TxOutput.Asset output = outputs.get(i);
            if (groupOf.applyAsInt(output.lockupScript()) == group) {
                made.put(refs.get(i), new Made(output, node));
                madeFor.computeIfAbsent(output.lockupScript(), lockup -> new LinkedHashSet<>())
                        .add(refs.get(i));
            }
            Node child = spenders.get(refs.get(i));
            if (child != null) {
                connect(node, child);
            }
        }
        return node;
    }

    private static void connect(Node parent, Node child) {
        parent.children.add(child);
        child.parents.add(parent);
    }

    /** Drops a transaction and all that depend on it; one that is not there is fine. */
    public synchronized void drop(Hash id) {
        Node node = nodes.get(id);
        if (node != null) {
            for (Node child : List.copyOf(node.children)) {
                drop(child.tx.id());
            }
            remove(node, Removal.DROPPED);
        }
    }

    /**
     * Removes a transaction that a block has, and drops what spends the same outputs. What it depends on stays until a block of its own
     * counts: the block that has it may build upon another one than that.
     */
    public synchronized void mined(Transaction tx) {
        lastMined.put(tx.id(), Boolean.TRUE);
        Node node = nodes.get(tx.id());
        if (node != null) {
            remove(node, Removal.MINED);
        }
        for (TxInput input : tx.unsigned().inputs()) {
            Node rival = spenders.get(input.outputRef());
            if (rival != null) {
                drop(rival.tx.id());
            }
        }
    }

    /** No block that counts has a transaction any more: it may be added again. */
    synchronized void unmined(Hash id) {
        lastMined.remove(id);
    }

    private void remove(Node node, Removal removal) {
        PendingTx tx = node.tx;
        nodes.remove(tx.id());
        bestFirst.remove(tx);
        node.parents.forEach(parent -> parent.children.remove(node));
        node.children.forEach(child -> child.parents.remove(node));
        for (TxInput input : tx.template().unsigned().inputs()) {
            spenders.remove(input.outputRef(), node);
        }
        List<TxOutput.Asset> outputs = tx.template().unsigned().fixedOutputs();
        List<TxOutputRef> refs = tx.template().unsigned().fixedOutputRefs();
        for (int i = 0; i < outputs.size(); i++) {
            LockupScript lockup = outputs.get(i).lockupScript();
            made.remove(refs.get(i));
            @Nullable Set<TxOutputRef> others = madeFor.get(lockup);
            if (others != null && others.remove(refs.get(i)) && others.isEmpty()) {
                madeFor.remove(lockup);
            }
        }
        onRemoval.accept(tx, removal);
    }

    /** Drops everything, and forgets what was mined. */
    public synchronized void clear() {
        lastMined.clear();
        for (PendingTx tx : all()) {
            drop(tx.id());
        }
    }

    /**
     * The best transactions of a chain, at most so many: first those that depend on no other one here. The others may fit too,
     * if what they depend on is in a block by now; whoever builds the block sees which.
     */
    synchronized List<TransactionTemplate> best(ChainIndex chain, int limit) {
        List<PendingTx> all =
                bestFirst.stream().filter(tx -> tx.chain().equals(chain)).toList();
        return Stream.concat(
                        all.stream().filter(tx -> !hasParents(tx)), all.stream().filter(this::hasParents))
                .limit(limit)
                .map(PendingTx::template)
                .toList();
    }

    private boolean hasParents(PendingTx tx) {
        Node node = nodes.get(tx.id());
        return node != null && !node.parents.isEmpty();
    }

    /** The transactions that depend on no other one here and were accepted at a time or before. */
    synchronized List<PendingTx> rootsUntil(long time) {
        return bestFirst.stream()
                .filter(tx -> tx.seenAt() <= time && !hasParents(tx))
                .toList();
    }

    /** The transactions that spend some outputs. */
    synchronized List<PendingTx> spendersOf(List<TxOutputRef> refs) {
        return refs.stream()
                .map(spenders::get)
                .filter(Objects::nonNull)
                .map(node -> node.tx)
                .distinct()
                .toList();
    }
}
