package dev.flowbed.rill.state;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreBatch;
import dev.flowbed.rill.store.Table;

/** World states in Merkle tries with the official layout, their nodes in {@link Table#TRIE}. Thread-safe. */
public final class TrieWorldStates implements WorldStates {
    private final TrieNodes nodes;
    private final TrieNodes.Source records;
    private final EmptyState empty;

    private TrieWorldStates(TrieNodes nodes, TrieNodes.Source records, EmptyState empty) {
        this.nodes = nodes;
        this.records = records;
        this.empty = empty;
    }

    /**
     * Over a node's store.
     *
     * @param cacheBytes about how much memory the cache of trie nodes may take
     */
    public static TrieWorldStates of(Store store, long cacheBytes) {
        return of(
                hash -> store.get(Table.TRIE, hash.toArray()),
                hash -> store.get(Table.CONTRACT, hash.toArray()),
                cacheBytes);
    }

    /** Over nodes that are kept anywhere. */
    static TrieWorldStates of(TrieNodes.Source source, long cacheBytes) {
        return of(source, hash -> null, cacheBytes);
    }

    private static TrieWorldStates of(TrieNodes.Source source, TrieNodes.Source records, long cacheBytes) {
        EmptyState empty = EmptyState.create();
        // a genesis state is built before the empty one is written
        TrieNodes.Source withEmpty = hash -> {
            byte[] node = empty.nodes().get(hash);
            return node == null ? source.load(hash) : node;
        };
        return new TrieWorldStates(new TrieNodes(withEmpty, cacheBytes), records, empty);
    }

    @Override
    public WorldStateRoots empty(StoreBatch batch) {
        empty.nodes().forEach((hash, node) -> batch.put(Table.TRIE, hash.toArray(), node));
        return empty.roots();
    }

    /** The roots of the state without any output, known without a store. */
    WorldStateRoots empty() {
        return empty.roots();
    }

    @Override
    public WorldState at(WorldStateRoots roots) {
        return state(roots);
    }

    private TrieWorldState state(WorldStateRoots roots) {
        return new TrieWorldState(trie(roots.outputs()), trie(roots.contracts()), roots.code(), records);
    }

    @Override
    public TrieStagedState stage(WorldStateRoots roots) {
        return new TrieStagedState(state(roots), new ContractRecords(records));
    }

    private MerkleTrie trie(Hash root) {
        return MerkleTrie.at(root, nodes);
    }
}
