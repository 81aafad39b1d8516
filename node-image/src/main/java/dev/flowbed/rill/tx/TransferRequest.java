package dev.flowbed.rill.tx;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.TxOutputRef;
import java.util.List;
import java.util.Optional;

/**
 * A transfer of one sender.
 *
 * @param utxos which outputs to spend; empty to have them chosen
 * @param targetBlock build on what this block builds on; empty for the newest
 */
public record TransferRequest(
        Sender from,
        List<Destination> to,
        GasChoice gas,
        Optional<List<TxOutputRef>> utxos,
        Optional<BlockHash> targetBlock) {
    public TransferRequest {
        to = List.copyOf(to);
    }

    /** With everything chosen and estimated. */
    public static TransferRequest of(Sender from, List<Destination> to) {
        return new TransferRequest(from, to, GasChoice.DEFAULT, Optional.empty(), Optional.empty());
    }
}
