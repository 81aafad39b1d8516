package dev.flowbed.alephium.rest;

import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.json.JsonFields;

/** Where a transaction is. */
public sealed interface TxStatus {
    /** In a block: how many blocks its chain and the intra chains of its groups have on it. */
    record Confirmed(
            BlockHash block, int index, int chainConfirmations, int fromGroupConfirmations, int toGroupConfirmations)
            implements TxStatus {}

    /** In a block, but without effect: another one spent its inputs first. */
    record Conflicted(BlockHash block, int index) implements TxStatus {}

    /** Waiting. */
    record MemPooled() implements TxStatus {}

    /** Nowhere. */
    record NotFound() implements TxStatus {}

    static TxStatus of(JsonFields json) {
        String type = json.text("type");
        return switch (type) {
            case "Confirmed" ->
                new Confirmed(
                        json.parse("blockHash", BlockHash::fromHex),
                        json.integer("txIndex"),
                        json.integer("chainConfirmations"),
                        json.integer("fromGroupConfirmations"),
                        json.integer("toGroupConfirmations"));
            case "Conflicted" -> new Conflicted(json.parse("blockHash", BlockHash::fromHex), json.integer("txIndex"));
            case "MemPooled" -> new MemPooled();
            case "TxNotFound" -> new NotFound();
            default -> throw new FormatException("type: expected a transaction's status, found " + type);
        };
    }
}
