package dev.flowbed.rill.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a WebSocket client asks for, or what is wrong with it (ws/.../WsProtocol.scala).
 *
 * @param id to answer with; empty when it cannot be read
 */
record RpcRequest(OptionalLong id, Wish wish) {
    private static final ObjectMapper JSON = new ObjectMapper();

    sealed interface Wish {
        record Subscribe(Subscription to) implements Wish {}

        record Unsubscribe(String subscription) implements Wish {}

        record Wrong(RpcError error) implements Wish {}
    }

    /**
     * Reads a message.
     *
     * @param mostContracts how many contracts one subscription may name
     */
    static RpcRequest parse(String message, int mostContracts) {
        JsonNode json;
        try {
            json = JSON.readTree(message);
        } catch (JsonProcessingException e) {
            return wrong(OptionalLong.empty(), RpcError.unreadable(e.getOriginalMessage()));
        }
        if (!json.isObject()) {
            return wrong(OptionalLong.empty(), RpcError.unreadable("expected dictionary"));
        }
        List<String> missing = Stream.of("jsonrpc", "method", "params", "id")
                .filter(key -> !json.has(key))
                .toList();
        if (!missing.isEmpty()) {
            return wrong(
                    OptionalLong.empty(),
                    RpcError.unreadable("missing keys in dictionary: " + String.join(", ", missing)));
        }
        if (!json.get("id").canConvertToExactIntegral()
                || !json.get("jsonrpc").isTextual()
                || !json.get("method").isTextual()) {
            return wrong(
                    OptionalLong.empty(), RpcError.unreadable("jsonrpc and method must be texts, id a whole number"));
        }
        OptionalLong id = OptionalLong.of(json.get("id").longValue());
        if (!json.get("jsonrpc").textValue().equals("2.0")) {
            return wrong(id, RpcError.invalidRequest());
        }
        return new RpcRequest(id, wish(json.get("method").textValue(), json.get("params"), mostContracts));
    }

    private static Wish wish(String method, JsonNode params, int mostContracts) {
        if (!params.isArray() || params.isEmpty() || params.size() > 2) {
            return new Wish.Wrong(RpcError.invalidParams(params));
        }
        JsonNode first = params.path(0);
        if (method.equals("subscribe") && params.size() == 1) {
            Optional<Topic> topic = first.isTextual() ? Topic.of(first.textValue()) : Optional.empty();
            return topic.<Wish>map(Wish.Subscribe::new).orElseGet(() -> new Wish.Wrong(RpcError.invalidParams(first)));
        } else if (method.equals("subscribe")
                && first.isTextual()
                && first.textValue().equals("contract")) {
            return contracts(params.path(1), mostContracts);
        } else if (method.equals("unsubscribe") && params.size() == 1) {
            return unsubscription(first);
        }
        return new Wish.Wrong(RpcError.invalidParams(method.equals("subscribe") ? first : params));
    }

    private static Wish contracts(JsonNode wish, int mostContracts) {
        if (!wish.isObject()) {
            return new Wish.Wrong(RpcError.invalidParams(wish));
        }
        try {
            return new Wish.Subscribe(ContractSubscription.read(wish, mostContracts));
        } catch (RpcError.Refusal e) {
            return new Wish.Wrong(e.error());
        }
    }

    private static Wish unsubscription(JsonNode id) {
        if (!id.isTextual()) {
            return new Wish.Wrong(RpcError.invalidUnsubscription(id));
        }
        String text = id.textValue();
        return text.matches("[0-9a-fA-F]{64}")
                ? new Wish.Unsubscribe(text.toLowerCase(java.util.Locale.ROOT))
                : new Wish.Wrong(RpcError.invalidSubscriptionId(text));
    }

    private static RpcRequest wrong(OptionalLong id, RpcError error) {
        return new RpcRequest(id, new Wish.Wrong(error));
    }
}
