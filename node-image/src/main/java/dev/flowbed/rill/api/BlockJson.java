package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.CoinbaseData;
import java.util.List;

/** Blocks as REST and WebSocket show them (api/.../BlockEntry.scala, api/.../BlockAndEvents.scala). */
final class BlockJson {
    private BlockJson() {}

    /** A block; ids of transactions without effect are named only if there are any. */
    static ObjectNode block(Block block, int height, List<Hash> conflicted) {
        ObjectNode json = JsonOut.block(
                block, height, height == 0 ? List.of() : CoinbaseData.of(block).uncles());
        if (!conflicted.isEmpty()) {
            ArrayNode ids = json.putArray("conflictedTxs");
            conflicted.forEach(id -> ids.add(id.hex()));
        }
        return json;
    }

    /** A block with the events of its contracts. */
    static ObjectNode withEvents(ObjectNode block, ArrayNode events) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("block", block);
        json.set("events", events);
        return json;
    }
}
