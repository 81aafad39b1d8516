package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.tx.Balance;
import dev.flowbed.rill.tx.TxBuilder;
import java.util.List;

/** {@code /addresses}: what addresses have (api/.../AddressesEndpoints.scala). */
final class AddressEndpoints {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final TxBuilder builder;
    private final Broker broker;

    AddressEndpoints(TxBuilder builder, Broker broker) {
        this.builder = builder;
        this.broker = broker;
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
                        .by(request -> Reply.json(group(request))),
                Endpoint.get("/addresses/{address}/groupLocal")
                        .summary("Get the group of an address as this broker knows it")
                        .answers(Shapes.GROUP)
                        .by(request -> Reply.json(group(request))));
    }

    private JsonNode balance(ApiRequest request) {
        boolean mempool = request.optionalQuery("mempool", ApiRequest::flag).orElse(true);
        String text = request.path("address", address -> address);
        LockupScript.Asset lockup = asset(address(request));
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
        LockupScript.Asset lockup = asset(address(request));
        requireOwn(lockup);
        List<AssetUtxo> utxos = TxErrors.translated(() -> builder.utxos(lockup, failBeyond));
        ObjectNode json = NODES.objectNode();
        ArrayNode list = json.putArray("utxos");
        utxos.forEach(utxo -> list.add(json(utxo)));
        return json;
    }

    private JsonNode group(ApiRequest request) {
        LockupScript.Asset lockup = group(address(request));
        return NODES.objectNode().put("group", lockup.group(broker.groups()));
    }

    private LockupScript address(ApiRequest request) {
        return request.path("address", text -> Reading.address(text, broker.groups()));
    }

    private static LockupScript.Asset group(LockupScript lockup) {
        if (lockup instanceof LockupScript.Asset asset) {
            return asset;
        }
        throw ApiException.failed("Group not found. Please check another broker");
    }

    private static LockupScript.Asset asset(LockupScript lockup) {
        if (lockup instanceof LockupScript.Asset asset) {
            return asset;
        }
        throw ApiException.failed(
                "Failed in IO: there is no contract " + Address.format(lockup) + " (rill does not run contracts yet)");
    }

    private void requireOwn(LockupScript.Asset lockup) {
        if (!broker.serves(lockup.group(broker.groups()))) {
            throw ApiException.badRequest("Address " + Address.format(lockup) + " belongs to other groups");
        }
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

    private static JsonNode json(AssetUtxo utxo) {
        ObjectNode json = NODES.objectNode();
        json.set("ref", JsonOut.outputRef(utxo.ref()));
        json.put("amount", utxo.output().amount().toString());
        tokens(json, "tokens", utxo.output().tokens());
        json.set("lockTime", JsonOut.number(utxo.output().lockTime()));
        return json.put("additionalData", utxo.output().data().hex());
    }
}
