package dev.flowbed.rill.flow;

import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.genesis.GenesisBlocks;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.rill.index.IndexSettings;
import dev.flowbed.rill.state.TrieWorldStates;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.validation.TxValidator;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** BlockFlow over a store in a folder, with the real world state and transaction rules. */
record TestNode(Store store, BlockFlow flow) implements AutoCloseable {

    static TestNode open(NetworkSettings network, Broker broker, Path folder, InstantSource clock) {
        return open(network, broker, folder, IndexSettings.LEAST, clock);
    }

    static TestNode open(
            NetworkSettings network, Broker broker, Path folder, IndexSettings indexed, InstantSource clock) {
        List<Block> genesis = GenesisBlocks.of(network);
        Store store = Store.open(folder, BlockFlow.identity(network, broker, genesis));
        BlockFlow flow = BlockFlow.open(
                network,
                broker,
                genesis,
                store,
                TrieWorldStates.of(store, 4 << 20),
                new TxValidator(network.networkId(), network.groups()),
                indexed,
                clock);
        return new TestNode(store, flow);
    }

    @Override
    public void close() {
        store.close();
    }
}
