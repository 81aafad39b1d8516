package dev.flowbed.rill.differential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.alephium.json.ValJson;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.rill.differential.Plans.Assets;
import dev.flowbed.rill.differential.Plans.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Contracts and a call of the first one, as the endpoint that tests contracts takes them.
 *
 * @param name what it is about
 * @param contracts all of them, the tested one first
 * @param caller the contract that calls; empty for a script
 * @param dust ALPH of an input more, which is not approved
 */
public record Program(
        String name,
        int group,
        Hash txId,
        Hash block,
        long time,
        List<Body> contracts,
        int method,
        List<Val> arguments,
        List<Input> inputs,
        Optional<Hash> caller,
        U256 dust) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A contract with its code. */
    record Body(Hash id, List<Val> immutable, List<Val> mutable, Assets assets, List<Method> methods) {
        Bytes code() {
            return Bytes.wrap(
                    ContractCode.of(immutable.size() + mutable.size(), methods).encode());
        }
    }

    Program withContracts(List<Body> changed) {
        return new Program(name, group, txId, block, time, changed, method, arguments, inputs, caller, dust);
    }

    Program withInputs(List<Input> changed) {
        return new Program(name, group, txId, block, time, contracts, method, arguments, changed, caller, dust);
    }

    /** The request. */
    public ObjectNode json() {
        Body tested = contracts.get(0);
        ObjectNode json = NODES.objectNode();
        json.put("group", group);
        json.put("blockHash", block.hex());
        json.put("blockTimeStamp", time);
        json.put("txId", txId.hex());
        json.put("address", Address.format(new LockupScript.P2c(tested.id())));
        caller.ifPresent(id -> json.put("callerContractAddress", Address.format(new LockupScript.P2c(id))));
        json.put("bytecode", tested.code().hex());
        json.set("initialImmFields", ValJson.write(tested.immutable()));
        json.set("initialMutFields", ValJson.write(tested.mutable()));
        json.set("initialAsset", assets(tested.assets()));
        json.put("methodIndex", method);
        json.set("args", ValJson.write(arguments));
        ArrayNode existing = json.putArray("existingContracts");
        for (Body body : new ArrayList<>(contracts.subList(1, contracts.size()))) {
            ObjectNode state = existing.addObject();
            state.put("address", Address.format(new LockupScript.P2c(body.id())));
            state.put("bytecode", body.code().hex());
            state.put("codeHash", Hash.blake2b(body.code().unsafeArray()).hex());
            state.set("immFields", ValJson.write(body.immutable()));
            state.set("mutFields", ValJson.write(body.mutable()));
            state.set("asset", assets(body.assets()));
        }
        ArrayNode given = json.putArray("inputAssets");
        for (Input input : inputs) {
            ObjectNode asset = given.addObject();
            asset.put("address", Address.format(input.address()));
            asset.set("asset", assets(input.assets()));
        }
        json.put("dustAmount", dust.toString());
        return json;
    }

    private static ObjectNode assets(Assets assets) {
        ObjectNode json = NODES.objectNode();
        json.put("attoAlphAmount", assets.alph().toString());
        ArrayNode tokens = json.putArray("tokens");
        assets.tokens().forEach(token -> tokens.add(JsonOut.token(token)));
        return json;
    }
}
