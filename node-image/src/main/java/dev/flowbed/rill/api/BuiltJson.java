package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.model.UnsignedTransaction;
import java.util.List;

/** Built transactions as the API gives them (api/.../BuildTransferTxResult.scala and its neighbours). */
final class BuiltJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final int groups;

    BuiltJson(int groups) {
        this.groups = groups;
    }

    ObjectNode simple(UnsignedTransaction tx) {
        return common(NODES.objectNode().put("type", "BuildSimpleTransferTxResult"), tx);
    }

    JsonNode simple(List<UnsignedTransaction> txs) {
        ArrayNode all = NODES.arrayNode();
        txs.forEach(tx -> all.add(simple(tx)));
        return all;
    }

    /** A transfer, the last, with those that fund it. */
    JsonNode groupless(List<UnsignedTransaction> txs) {
        ObjectNode json =
                common(NODES.objectNode().put("type", "BuildGrouplessTransferTxResult"), txs.get(txs.size() - 1));
        List<UnsignedTransaction> funding = txs.subList(0, txs.size() - 1);
        json.set("fundingTxs", funding.isEmpty() ? NODES.nullNode() : simple(funding));
        return json;
    }

    JsonNode swept(List<UnsignedTransaction> txs, int fromGroup, int toGroup) {
        ObjectNode json = NODES.objectNode();
        ArrayNode all = json.putArray("unsignedTxs");
        txs.forEach(tx -> all.addObject()
                .put("txId", tx.id().hex())
                .put("unsignedTx", hex(tx))
                .put("gasAmount", tx.gasAmount())
                .put("gasPrice", tx.gasPrice().toString()));
        return json.put("fromGroup", fromGroup).put("toGroup", toGroup);
    }

    private ObjectNode common(ObjectNode json, UnsignedTransaction tx) {
        return json.put("unsignedTx", hex(tx))
                .put("gasAmount", tx.gasAmount())
                .put("gasPrice", tx.gasPrice().toString())
                .put("txId", tx.id().hex())
                .put("fromGroup", tx.fromGroup(groups))
                .put("toGroup", tx.toGroup(groups));
    }

    private static String hex(UnsignedTransaction tx) {
        return Bytes.wrap(tx.encode()).hex();
    }
}
