package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.alephium.json.ValJson;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.index.LoggedEvent;
import java.util.List;

/** Events of contracts (api/.../ContractEvents.scala): what is asked by is left out of the answer. */
final class EventJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private EventJson() {}

    /**
     * An event with all there is to it.
     *
     * @param timestamp the time of its block, milliseconds since 1970
     */
    static ObjectNode full(LoggedEvent event, long timestamp) {
        ObjectNode json = NODES.objectNode()
                .put("blockHash", event.block().hex())
                .put("txId", event.transaction().hex());
        return common(json, event, timestamp);
    }

    /** An event of a known transaction. */
    static ObjectNode ofTransaction(LoggedEvent event, long timestamp) {
        return common(NODES.objectNode().put("blockHash", event.block().hex()), event, timestamp);
    }

    /** An event of a known block. */
    static ObjectNode ofBlock(LoggedEvent event, long timestamp) {
        return common(NODES.objectNode().put("txId", event.transaction().hex()), event, timestamp);
    }

    /** The events of a block. */
    static ArrayNode ofBlock(List<LoggedEvent> events, long timestamp) {
        ArrayNode json = NODES.arrayNode();
        events.forEach(event -> json.add(ofBlock(event, timestamp)));
        return json;
    }

    private static ObjectNode common(ObjectNode json, LoggedEvent event, long timestamp) {
        json.set("timestamp", JsonOut.number(timestamp));
        json.put("contractAddress", Address.format(new LockupScript.P2c(event.contract())));
        json.put("eventIndex", event.index());
        json.set("fields", ValJson.write(event.fields()));
        return json;
    }
}
