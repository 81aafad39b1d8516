package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.tx.Balance;
import dev.flowbed.rill.tx.TxBuilder;

/**
 * Calls as an address whose keys nobody has here: what it could spend now becomes the call's inputs, so that code sees it as the caller
 * and can use what it approves. Nothing is changed by a call, so no signature is missing.
 */
final class Impersonation {
    private final TxBuilder builder;
    private final ContractCallEndpoints calls;
    private final Broker broker;

    Impersonation(TxBuilder builder, ContractCallEndpoints calls, Broker broker) {
        this.builder = builder;
        this.calls = calls;
        this.broker = broker;
    }

    /** A call of a contract whose {@code callerAddress} may be any address. */
    Reply call(ApiRequest request) {
        return calls.call(as(request, false));
    }

    /** A call of a script for {@code callerAddress}. */
    Reply callScript(ApiRequest request) {
        return calls.callScript(as(request, true));
    }

    /** The request with the inputs of its caller, unless that is a contract or the request says itself what is spent. */
    private ApiRequest as(ApiRequest request, boolean keepsCaller) {
        JsonNode json = request.json();
        if (!(json instanceof ObjectNode call) || !call.hasNonNull("callerAddress")) {
            throw ApiException.badRequest("callerAddress is missing: whom to impersonate");
        }
        LockupScript caller = address(call.get("callerAddress").asText());
        if (!(caller instanceof LockupScript.Asset asset) || call.hasNonNull("inputAssets")) {
            return request;
        }
        if (!broker.serves(asset.group(broker.groups()))) {
            throw ApiException.badRequest("callerAddress is of group " + asset.group(broker.groups())
                    + ", which another broker serves: ask that one, or give inputAssets");
        }
        ObjectNode changed = call.deepCopy();
        if (!keepsCaller) {
            changed.remove("callerAddress");
        }
        addInputs(changed, call.get("callerAddress").asText(), builder.balance(asset, true));
        return new ApiRequest(
                request.path(), request.query(), request.accept(), JsonText.bytes(changed), request.groups());
    }

    private LockupScript address(String text) {
        try {
            return Reading.address(text, broker.groups());
        } catch (FormatException e) {
            throw ApiException.badRequest("callerAddress: " + e.getMessage());
        }
    }

    private static void addInputs(ObjectNode call, String address, Balance balance) {
        ObjectNode input = call.putArray("inputAssets").addObject().put("address", address);
        ObjectNode asset = input.putObject("asset")
                .put(
                        "attoAlphAmount",
                        balance.alph().minus(balance.lockedAlph()).toString());
        for (TokenAmount token : balance.freeTokens()) {
            asset.withArray("tokens")
                    .addObject()
                    .put("id", token.tokenId().hex())
                    .put("amount", token.amount().toString());
        }
    }
}
