package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;

/** A JSON-RPC error: the codes and words of ws/.../WsError.scala and rpc/.../JsonRPC.scala. */
record RpcError(int code, String message) {
    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int INVALID_PARAMS = -32602;
    private static final int ALREADY_SUBSCRIBED = -32010;
    private static final int ALREADY_UNSUBSCRIBED = -32011;
    private static final int TOO_MANY_SUBSCRIPTIONS = -32012;

    private static final String CONTRACT_PARAMS = "{addresses: [String], eventIndex?: Integer}";

    /** A wish that cannot be fulfilled. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient RpcError error;

        Refusal(RpcError error) {
            super(error.message(), null, false, false);
            this.error = error;
        }

        RpcError error() {
            return error;
        }
    }

    static RpcError unreadable(String why) {
        return new RpcError(PARSE_ERROR, why);
    }

    static RpcError invalidRequest() {
        return new RpcError(INVALID_REQUEST, "Invalid Request");
    }

    static RpcError invalidParams(JsonNode found) {
        return new RpcError(
                INVALID_PARAMS,
                "Invalid params format: " + found
                        + ". Expected an array of size 1: [block | tx], or size 2: [contract, " + CONTRACT_PARAMS
                        + "]");
    }

    static RpcError invalidUnsubscription(JsonNode found) {
        return new RpcError(
                INVALID_PARAMS,
                "Invalid unsubscription format: " + found
                        + ", expected array with hex encoded 256bit hash subscriptionId");
    }

    static RpcError invalidSubscriptionId(String found) {
        return new RpcError(
                INVALID_PARAMS, "Invalid subscriptionId: " + found + ", it should be hex encoded 256bit hash");
    }

    static RpcError alreadySubscribed(String id) {
        return new RpcError(ALREADY_SUBSCRIBED, id);
    }

    static RpcError alreadyUnsubscribed(String id) {
        return new RpcError(ALREADY_UNSUBSCRIBED, id);
    }

    static RpcError tooManySubscriptions(int limit) {
        return new RpcError(TOO_MANY_SUBSCRIPTIONS, "Number of subscriptions is limited to " + limit);
    }

    static RpcError noContracts() {
        return new RpcError(
                INVALID_PARAMS, "Contract address array cannot be empty, define at least one contract address");
    }

    static RpcError tooManyContracts(int limit) {
        return new RpcError(INVALID_PARAMS, "Contract address array cannot be greater than " + limit);
    }

    static RpcError duplicateContract(String address) {
        return new RpcError(INVALID_PARAMS, "Contract address array cannot contain duplicate address: " + address);
    }

    static RpcError contractIsNoText() {
        return new RpcError(INVALID_PARAMS, "Contract address should be base58 encoded String");
    }

    static RpcError invalidContract(String address) {
        return new RpcError(INVALID_PARAMS, "Contract address " + address + " is not valid Base58 encoded P2C script");
    }

    static RpcError invalidContractParams(JsonNode found) {
        return new RpcError(
                INVALID_PARAMS, "Invalid contract params object: " + found + ", expected: " + CONTRACT_PARAMS);
    }

    static RpcError invalidEventIndex(JsonNode found, int lowest) {
        return new RpcError(
                INVALID_PARAMS,
                "Invalid contract params eventIndex field type: " + found + ", expected integer greater or equal than "
                        + lowest);
    }

    /** The response with this error. */
    ObjectNode response(OptionalLong id) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.putObject("error").put("code", code).put("message", message);
        id.ifPresent(value -> response.put("id", value));
        return response.put("jsonrpc", "2.0");
    }
}
