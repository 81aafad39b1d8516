package dev.flowbed.rill.call;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.Val;
import java.util.List;

/**
 * What a call returned and would have done.
 *
 * @param txId the transaction it seemed to be part of
 * @param gasUsed units of gas
 * @param contracts the contracts of interest as they stand after the call
 * @param spent outputs of contracts that it spends
 * @param generated outputs that it makes
 * @param events what contracts reported, texts for debugging left out
 */
public record CallResult(
        Hash txId,
        List<Val> returns,
        int gasUsed,
        List<ContractSnapshot> contracts,
        List<TxOutput> spent,
        List<TxOutput> generated,
        List<CallEvent> events,
        List<DebugMessage> debugMessages) {}
