package dev.flowbed.rill.flow;

import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.index.NodeIndexes;
import dev.flowbed.rill.state.StagedWorldState;
import dev.flowbed.rill.state.WorldStateRoots;
import dev.flowbed.rill.state.WorldStates;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreBatch;
import java.util.ArrayList;
import java.util.List;

/** Fills an empty store with the genesis blocks and the states after them, in one write. */
record GenesisWriter(
        Broker broker,
        FlowGenesis genesis,
        FlowGraph graph,
        FlowArchive archive,
        StateUpdates updates,
        WorldRoots roots,
        NodeIndexes indexes) {

    void write(Store store, WorldStates worldStates) {
        StoreBatch batch = new StoreBatch();
        WorldStateRoots empty = worldStates.empty(batch);
        List<FlowGraph.Change> changes = new ArrayList<>();
        for (ChainIndex chain : ChainIndex.all(broker.groups())) {
            Block block = genesis.block(chain);
            FlowGraph.Change change = graph.planGenesis(chain);
            graph.stage(batch, change);
            changes.add(change);
            if (broker.holds(chain)) {
                archive.stage(batch, block);
                indexes.stage(batch, block, List.of());
            }
            if (chain.isIntraGroup() && broker.serves(chain.from())) {
                StagedWorldState state = worldStates.stage(empty);
                updates.takeInOwn(state, block, chain.from());
                roots.stage(batch, block.hash(), state.persist(batch));
            }
            if (broker.serves(chain.from())) {
                archive.stagePlaces(batch, block);
            }
        }
        store.write(batch);
        changes.forEach(graph::apply);
    }
}
