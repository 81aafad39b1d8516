package dev.flowbed.rill.tx;

import dev.flowbed.alephium.model.TxOutputRef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One of several senders of a transaction.
 *
 * @param to what this sender pays for; amounts as asked for, not raised for tokens
 * @param gas units of gas that this sender pays; empty to have it shared
 * @param utxos which outputs to spend; empty to have them chosen
 */
public record PayingAddress(Sender from, List<Destination> to, OptionalInt gas, Optional<List<TxOutputRef>> utxos) {
    public PayingAddress {
        to = List.copyOf(to);
    }
}
