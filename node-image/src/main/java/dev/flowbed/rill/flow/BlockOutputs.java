package dev.flowbed.rill.flow;

import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one block spends and makes in one group.
 *
 * @param spent references of what it spends there
 * @param made outputs it makes there
 */
record BlockOutputs(Set<TxOutputRef> spent, Map<TxOutputRef, TxOutput> made) {

    static BlockOutputs of(Block block, ChainIndex chain, int group, int groups) {
        Set<TxOutputRef> spent = new HashSet<>();
        Map<TxOutputRef, TxOutput> made = new HashMap<>();
        for (Transaction transaction : block.transactions()) {
            if (chain.from() == group) {
                spent.addAll(transaction.inputRefs());
            }
            List<TxOutput> outputs = transaction.outputs();
            for (int i = 0; i < outputs.size(); i++) {
                if (outputs.get(i).lockupScript().group(groups) == group) {
                    made.put(TxOutputRef.of(transaction.id(), i, outputs.get(i)), outputs.get(i));
                }
            }
        }
        return new BlockOutputs(spent, made);
    }
}
