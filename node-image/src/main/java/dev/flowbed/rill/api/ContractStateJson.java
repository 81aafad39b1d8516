package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.alephium.json.ValJson;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.rill.state.ContractState;
import dev.flowbed.rill.state.WorldState;
import java.util.Optional;

/** A contract as it stands (api/.../ContractState.scala, api/.../AssetState.scala). */
final class ContractStateJson {
    private ContractStateJson() {}

    /** A contract of a world state with its assets; empty when it is not there. */
    static Optional<ObjectNode> of(Hash id, WorldState world) {
        return world.contract(id)
                .flatMap(state -> world.output(state.outputRef())
                        .map(assets -> of(id, state.code().hash(), state, assets)));
    }

    /**
     * A contract with its assets.
     *
     * @param codeHash the name that its code is shown under
     */
    static ObjectNode of(Hash id, Hash codeHash, ContractState state, TxOutput assets) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("address", address(id))
                .put("bytecode", hex(state.code()))
                .put("codeHash", codeHash.hex())
                .put("initialStateHash", state.initialStateHash().hex());
        json.set("immFields", ValJson.write(state.immutableFields()));
        json.set("mutFields", ValJson.write(state.mutableFields()));
        ObjectNode asset =
                json.putObject("asset").put("attoAlphAmount", assets.amount().toString());
        ArrayNode tokens = asset.putArray("tokens");
        assets.tokens().forEach(token -> tokens.add(JsonOut.token(token)));
        return json;
    }

    /** The address of a contract. */
    static String address(Hash id) {
        return Address.format(new LockupScript.P2c(id));
    }

    /** Code in hex. */
    static String hex(ContractCode code) {
        return Bytes.wrap(code.encode()).hex();
    }
}
