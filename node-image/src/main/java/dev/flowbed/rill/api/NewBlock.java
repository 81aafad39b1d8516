package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.index.LoggedEvent;
import java.util.List;

/**
 * A block that subscribers are told of.
 *
 * @param height its height
 * @param conflicted ids of its transactions without effect
 */
public record NewBlock(BlockFlow flow, Block block, int height, List<Hash> conflicted) {
    /** Its events, as the index by block has them; none where events are not kept. */
    List<LoggedEvent> events() {
        return flow.indexes().settings().events() ? flow.indexes().events().ofBlock(block.hash()) : List.of();
    }

    /** The block with its events. */
    JsonNode json(List<LoggedEvent> events) {
        return BlockJson.withEvents(BlockJson.block(block, height, conflicted), EventJson.ofBlock(events, timestamp()));
    }

    /** One of its events. */
    ObjectNode json(LoggedEvent event) {
        return EventJson.full(event, timestamp());
    }

    private long timestamp() {
        return block.header().timestamp();
    }
}
