package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.tx.BuiltScript;
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

    /** A transaction that creates a contract. */
    ObjectNode deployment(UnsignedTransaction tx) {
        return deployment("BuildSimpleDeployContractTxResult", tx);
    }

    /** The same of a groupless sender. */
    JsonNode grouplessDeployment(BuiltScript built) {
        return funded(deployment("BuildGrouplessDeployContractTxResult", built.tx()), built);
    }

    private ObjectNode deployment(String type, UnsignedTransaction tx) {
        Hash contract = Hash.blake2b(new ByteWriter()
                        .raw(tx.id().toArray())
                        .int32(tx.fixedOutputs().size())
                        .toByteArray())
                .withLastByte(tx.fromGroup(groups));
        return script(type, tx).put("contractAddress", Address.format(new LockupScript.P2c(contract)));
    }

    /** A transaction that runs a script. */
    ObjectNode execution(BuiltScript built) {
        return execution("BuildSimpleExecuteScriptTxResult", built);
    }

    /** The same of a groupless sender. */
    JsonNode grouplessExecution(BuiltScript built) {
        return funded(execution("BuildGrouplessExecuteScriptTxResult", built), built);
    }

    private ObjectNode execution(String type, BuiltScript built) {
        ObjectNode json = script(type, built.tx());
        ObjectNode simulated = json.putObject("simulationResult");
        simulated.set("contractInputs", assets(built.outcome().contractSpent()));
        simulated.set("generatedOutputs", assets(built.outcome().generatedOutputs()));
        return json;
    }

    private ObjectNode script(String type, UnsignedTransaction tx) {
        return NODES.objectNode()
                .put("type", type)
                .put("fromGroup", tx.fromGroup(groups))
                .put("toGroup", tx.toGroup(groups))
                .put("unsignedTx", hex(tx))
                .put("gasAmount", tx.gasAmount())
                .put("gasPrice", tx.gasPrice().toString())
                .put("txId", tx.id().hex());
    }

    private JsonNode funded(ObjectNode json, BuiltScript built) {
        json.set("fundingTxs", built.funding().isEmpty() ? NODES.nullNode() : simple(built.funding()));
        return json;
    }

    private static ArrayNode assets(List<TxOutput> outputs) {
        ArrayNode json = NODES.arrayNode();
        for (TxOutput output : outputs) {
            ObjectNode asset = json.addObject()
                    .put("address", Address.format(output.lockupScript()))
                    .put("attoAlphAmount", output.amount().toString());
            ArrayNode tokens = asset.putArray("tokens");
            output.tokens().forEach(token -> tokens.add(JsonOut.token(token)));
        }
        return json;
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
