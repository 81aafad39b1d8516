package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.rill.index.LoggedEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The wish to be told of the events of some contracts (ws/.../WsProtocol.scala, ContractEventsSubscribeParams).
 *
 * @param contracts the ids of the contracts
 * @param eventIndex the kind of events, empty for all
 */
record ContractSubscription(Set<Hash> contracts, OptionalInt eventIndex, String subscription) implements Subscription {
    private static final int LOWEST_INDEX = -3;

    /** Reads the wish; {@link RpcError.Refusal} when it is none. */
    static ContractSubscription read(JsonNode wish, int mostContracts) {
        JsonNode addresses = wish.path("addresses");
        if (!addresses.isArray()) {
            throw new RpcError.Refusal(RpcError.invalidContractParams(wish));
        } else if (addresses.isEmpty()) {
            throw new RpcError.Refusal(RpcError.noContracts());
        } else if (addresses.size() > mostContracts) {
            throw new RpcError.Refusal(RpcError.tooManyContracts(mostContracts));
        }
        Map<Hash, String> contracts = new LinkedHashMap<>();
        for (JsonNode address : addresses) {
            if (!address.isTextual()) {
                throw new RpcError.Refusal(RpcError.contractIsNoText());
            }
            String text = address.textValue();
            if (contracts.putIfAbsent(contract(text), text) != null) {
                throw new RpcError.Refusal(RpcError.duplicateContract(text));
            }
        }
        OptionalInt index =
                wish.hasNonNull("eventIndex") ? OptionalInt.of(index(wish.get("eventIndex"))) : OptionalInt.empty();
        return new ContractSubscription(contracts.keySet(), index, id(contracts, index));
    }

    private static Hash contract(String text) {
        try {
            return Address.parseContract(text).contractId();
        } catch (FormatException e) {
            throw new RpcError.Refusal(RpcError.invalidContract(text));
        }
    }

    private static int index(JsonNode json) {
        double value = json.isNumber() ? json.doubleValue() : Double.NaN;
        if (value != Math.rint(value) || value < LOWEST_INDEX || value > Integer.MAX_VALUE) {
            throw new RpcError.Refusal(RpcError.invalidEventIndex(json, LOWEST_INDEX));
        }
        return (int) value;
    }

    private static String id(Map<Hash, String> contracts, OptionalInt index) {
        String kind = index.isPresent() ? String.valueOf(index.getAsInt()) : "*";
        String text = contracts.values().stream()
                .sorted()
                .map(address -> kind + "/" + address)
                .collect(Collectors.joining(","));
        return Hash.blake2b(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /** Whether an event is among those wished for. */
    boolean covers(LoggedEvent event) {
        return contracts.contains(event.contract()) && (eventIndex.isEmpty() || eventIndex.getAsInt() == event.index());
    }
}
