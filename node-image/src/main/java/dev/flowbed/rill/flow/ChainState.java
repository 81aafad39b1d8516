package dev.flowbed.rill.flow;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.hash.BlockHash;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain at one moment.
 *
 * @param tips blocks without children, those of long dead forks left out
 * @param count blocks of all forks, genesis included
 */
record ChainState(List<BlockHash> tips, int count) {

    byte[] encode() {
        return new ByteWriter().int32(count).vector(tips).toByteArray();
    }

    static ChainState decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int count = in.int32();
        return new ChainState(in.vector(BlockHash::read), count);
    }

    /** This chain with one more block; tips older than {@code keepFrom} are forgotten. */
    ChainState with(FlowNode node, FlowGraph graph, long keepFrom) {
        List<BlockHash> remaining = new ArrayList<>();
        for (BlockHash tip : tips) {
            if (!tip.equals(node.parent()) && graph.node(tip).timestamp() >= keepFrom) {
                remaining.add(tip);
            }
        }
        remaining.add(node.hash());
        return new ChainState(List.copyOf(remaining), count + 1);
    }
}
