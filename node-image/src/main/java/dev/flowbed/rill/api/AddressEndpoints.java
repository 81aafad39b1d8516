package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.state.WorldState;
import dev.flowbed.rill.tx.Balance;
import dev.flowbed.rill.tx.TxBuilder;
import java.util.List;

/** {@code /addresses}: what addresses have (api/.../AddressesEndpoints.scala). */
final class AddressEndpoints {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final TxBuilder builder;
    private final BlockFlow flow;
    private final Broker broker;

    AddressEndpoints(TxBuilder builder, BlockFlow flow) {
        this.builder = builder;
        this.flow = flow;
        this.broker = flow.broker();
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/addresses/{address}/balance")
                        .summary("Get the balance of an address, waiting transactions counted in unless mempool=false")
                        .optionalQuery("mempool", Shape.BOOLEAN)
                        .answers(Shapes.BALANCE)
                        .by(request -> Reply.json(balance(request))),
                Endpoint.get("/addresses/{address}/utxos")
                        .summary("Get the unspent outputs of an address")
                        .optionalQuery("error-if-exceed-max-utxos", Shape.BOOLEAN)
                        .answers(Shapes.UTXOS)
                        .by(request -> Reply.json(utxos(request))),
                Endpoint.get("/addresses/{address}/group")
                        .summary("Get the group of an address")
                        .answers(Shapes.GROUP)
                        .by(this::group),
                Endpoint.get("/addresses/{address}/groupLocal")
                        .summary("Get the group of an address as this broker knows it")
                        .answers(Shapes.GROUP)
                        .by(request -> Reply.json(json(groupHere(address(request))))));
    }

    private JsonNode balance(ApiRequest request) {
        boolean mempool = request.optionalQuery("mempool", ApiRequest::flag).orElse(true);
        String text = request.path("address", address -> address);
        LockupScript address = address(request);
        if (address instanceof LockupScript.P2c contract) {
            ContractAssets held = contractAssets(contract);
            return json(
                    new Balance(held.output().amount(), U256.ZERO, held.output().tokens(), List.of(), 1));
        }
        LockupScript.Asset lockup = (LockupScript.Asset) address;
        return TxErrors.translated(() -> {
            if (lockup instanceof LockupScript.Groupless groupless && !Address.hasGroup(text)) {
                return json(builder.grouplessBalance(groupless, mempool));
            }
            requireOwn(lockup);
            return json(builder.balance(lockup, mempool));
        });
    }

    private JsonNode utxos(ApiRequest request) {
        boolean failBeyond = request.optionalQuery("error-if-exceed-max-utxos", ApiRequest::flag)
                .orElse(true);
        LockupScript address = address(request);
        ObjectNode json = NODES.objectNode();
        ArrayNode list = json.putArray("utxos");
        if (address instanceof LockupScript.P2c contract) {
            ContractAssets held = contractAssets(contract);
            list.add(json(held.ref(), held.output()));
        } else {
            LockupScript.Asset lockup = (LockupScript.Asset) address;
            requireOwn(lockup);
            TxErrors.translated(() -> builder.utxos(lockup, failBeyond)).forEach(utxo -> list.add(json(utxo)));
        }
        return json;
    }

    private Reply group(ApiRequest request) {
        LockupScript address = address(request);
        if (address instanceof LockupScript.P2c contract) {
            int group = contract.contractId().at(Hash.LENGTH - 1);
            if (group < broker.groups() && !broker.serves(group)) {
                return new Reply.OfGroup(group);
            }
        }
        return Reply.json(json(groupHere(address)));
    }

    /** The group of an address; of a contract, if it is in one of the own groups. */
    private int groupHere(LockupScript address) {
        if (address instanceof LockupScript.P2c contract) {
            return broker.ownGroups().stream()
                    .filter(group -> flow.bestWorldState(group).hasContract(contract.contractId()))
                    .findFirst()
                    .orElseThrow(() -> ApiException.failed("Group not found. Please check another broker"));
        }
        return address.group(broker.groups());
    }

    private static JsonNode json(int group) {
        return NODES.objectNode().put("group", group);
    }

    /** The one output that holds a contract's assets. */
    private record ContractAssets(TxOutputRef ref, TxOutput output) {}

    private ContractAssets contractAssets(LockupScript.P2c contract) {
        int group = contract.contractId().at(Hash.LENGTH - 1);
        if (group >= broker.groups() || !broker.serves(group)) {
            throw ofOtherGroups(contract);
        }
        WorldState world = flow.bestWorldState(group);
        return world.contract(contract.contractId())
                .flatMap(state ->
                        world.output(state.outputRef()).map(output -> new ContractAssets(state.outputRef(), output)))
                .orElseThrow(() -> ApiException.noContract(contract.contractId(), "SparseMerkleTrie.get"));
    }

    private LockupScript address(ApiRequest request) {
        return request.path("address", text -> Reading.address(text, broker.groups()));
    }

    private void requireOwn(LockupScript.Asset lockup) {
        if (!broker.serves(lockup.group(broker.groups()))) {
            throw ofOtherGroups(lockup);
        }
    }

    private static ApiException ofOtherGroups(LockupScript lockup) {
        return ApiException.badRequest("Address " + Address.format(lockup) + " belongs to other groups");
    }

    private static JsonNode json(Balance balance) {
        ObjectNode json = NODES.objectNode();
        amount(json, "balance", balance.alph());
        amount(json, "lockedBalance", balance.lockedAlph());
        tokens(json, "tokenBalances", balance.tokens());
        tokens(json, "lockedTokenBalances", balance.lockedTokens());
        return json.put("utxoNum", balance.utxos());
    }

    private static void amount(ObjectNode json, String name, U256 amount) {
        json.put(name, amount.toString()).put(name + "Hint", Alph.format(amount));
    }

    private static void tokens(ObjectNode json, String name, List<TokenAmount> tokens) {
        if (!tokens.isEmpty()) {
            ArrayNode list = json.putArray(name);
            tokens.forEach(token -> list.add(JsonOut.token(token)));
        }
    }

    private static ObjectNode json(TxOutputRef ref, TxOutput output) {
        ObjectNode json = NODES.objectNode();
        json.set("ref", JsonOut.outputRef(ref));
        json.put("amount", output.amount().toString());
        tokens(json, "tokens", output.tokens());
        return json;
    }

    private static JsonNode json(AssetUtxo utxo) {
        ObjectNode json = json(utxo.ref(), utxo.output());
        json.set("lockTime", JsonOut.number(utxo.output().lockTime()));
        return json.put("additionalData", utxo.output().data().hex());
    }
}
