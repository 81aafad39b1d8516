package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.alephium.json.ValJson;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.rill.call.CallEvent;
import dev.flowbed.rill.call.CallResult;
import dev.flowbed.rill.call.ContractCalls;
import dev.flowbed.rill.call.ContractSnapshot;
import dev.flowbed.rill.call.ContractTests;

/** What calls and tests came to, as the API gives it (api/.../CallContractResult.scala and its neighbours). */
final class CallJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CallJson() {}

    /** The answer to a call of a contract. */
    static ObjectNode answer(ContractCalls.Answer answer) {
        if (answer instanceof ContractCalls.Answer.Succeeded succeeded) {
            return result(NODES.objectNode().put("type", "CallContractSucceeded"), succeeded.result());
        }
        String error = ((ContractCalls.Answer.Failed) answer).error();
        return NODES.objectNode().put("type", "CallContractFailed").put("error", error);
    }

    /** What a call of a script came to. */
    static JsonNode script(CallResult result) {
        return result(NODES.objectNode(), result);
    }

    /** What a test of a contract came to. */
    static JsonNode test(Hash contract, ContractTests.Tested tested) {
        ObjectNode json = NODES.objectNode()
                .put("address", ContractStateJson.address(contract))
                .put("codeHash", tested.codeHash().hex());
        return result(json, tested.result());
    }

    private static ObjectNode result(ObjectNode json, CallResult result) {
        json.set("returns", ValJson.write(result.returns()));
        json.put("gasUsed", result.gasUsed());
        ArrayNode contracts = json.putArray("contracts");
        result.contracts().forEach(contract -> contracts.add(contract(contract)));
        ArrayNode inputs = json.putArray("txInputs");
        result.spent().forEach(output -> inputs.add(Address.format(output.lockupScript())));
        ArrayNode outputs = json.putArray("txOutputs");
        for (int i = 0; i < result.generated().size(); i++) {
            TxOutput output = result.generated().get(i);
            outputs.add(JsonOut.generatedOutput(output, TxOutputRef.of(result.txId(), i, output)));
        }
        ArrayNode events = json.putArray("events");
        result.events().forEach(event -> events.add(event(event)));
        ArrayNode messages = json.putArray("debugMessages");
        result.debugMessages()
                .forEach(message -> messages.addObject()
                        .put("contractAddress", ContractStateJson.address(message.contract()))
                        .put("message", message.text()));
        return json;
    }

    /** A contract's state. */
    static ObjectNode contract(ContractSnapshot contract) {
        return ContractStateJson.of(contract.id(), contract.codeHash(), contract.state(), contract.assets());
    }

    private static ObjectNode event(CallEvent event) {
        ObjectNode json = NODES.objectNode();
        json.put("blockHash", event.block().hex());
        json.set("timestamp", JsonOut.number(event.timestamp()));
        json.put("contractAddress", ContractStateJson.address(event.contract()));
        json.put("eventIndex", event.index());
        json.set("fields", ValJson.write(event.fields()));
        return json;
    }
}
