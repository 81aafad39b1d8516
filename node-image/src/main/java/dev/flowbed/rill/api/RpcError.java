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
    private static final int SERVER_ERROR = -32000;
    private static final int ALREADY_SUBSCRIBED = -32010;
    private static final int ALREADY_UNSUBSCRIBED = -32011;
    private static final int TOO_MANY_SUBSCRIPTIONS = -32012;

    static RpcError unreadable(String why) {
        return new RpcError(PARSE_ERROR, why);
    }

    static RpcError invalidRequest() {
        return new RpcError(INVALID_REQUEST, "Invalid Request");
    }

    static RpcError invalidParams(JsonNode found) {
        return new RpcError(
                INVALID_PARAMS,
                "Invalid params format: " + found + ". Expected an array of size 1: [block | tx], or size 2: [contract,"
                        + " {addresses: [String], eventIndex?: Integer}]");
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

    /** Contracts do not run here yet, so nothing could ever be told. */
    static RpcError contractsNotOffered() {
        return new RpcError(SERVER_ERROR, "rill does not run contracts yet: subscribe to block or tx");
    }

    /** The response with this error. */
    ObjectNode response(OptionalLong id) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.putObject("error").put("code", code).put("message", message);
        id.ifPresent(value -> response.put("id", value));
        return response.put("jsonrpc", "2.0");
    }
}
