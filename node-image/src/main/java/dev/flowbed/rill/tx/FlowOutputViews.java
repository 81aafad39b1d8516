package dev.flowbed.rill.tx;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.flow.GroupView;
import dev.flowbed.rill.mempool.MemPools;

/** The views of a running node. */
public record FlowOutputViews(BlockFlow flow, MemPools pools, Broker broker) implements OutputViews {
    @Override
    public GroupView blocks(int group) {
        return flow.groupView(group);
    }

    @Override
    public GroupView withMempool(int group) {
        return pools.view(flow.groupView(group), group);
    }

    @Override
    public GroupView withMempoolAt(int group, BlockHash block) {
        return pools.view(flow.groupViewAt(group, block), group);
    }

    @Override
    public boolean serves(int group) {
        return broker.serves(group);
    }
}
