package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.index.EventLog;
import dev.flowbed.rill.index.LoggedEvent;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** {@code /events}: what contracts reported (api/.../EventsEndpoints.scala, app/.../ServerUtils.scala). */
final class EventEndpoints {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final BlockFlow flow;
    private final Broker broker;

    EventEndpoints(BlockFlow flow) {
        this.flow = flow;
        this.broker = flow.broker();
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/events/contract/{contractAddress}")
                        .summary("Get the events of a contract, page by page: those of one block make one page")
                        .query("start", Shape.INTEGER)
                        .optionalQuery("limit", Shape.INTEGER)
                        .optionalQuery("group", Shape.INTEGER)
                        .answers(Shapes.CONTRACT_EVENTS)
                        .by(this::ofContract),
                Endpoint.get("/events/contract/{contractAddress}/current-count")
                        .summary("Get how many pages of events a contract has")
                        .answers(Shape.INTEGER)
                        .by(request -> Reply.json(count(contract(request)))),
                Endpoint.get("/events/tx-id/{txId}")
                        .summary("Get the events of a transaction; needs the index of events by transaction")
                        .optionalQuery("group", Shape.INTEGER)
                        .answers(Shapes.EVENTS_BY_TX)
                        .by(request -> {
                            Hash id = request.path("txId", Reading::hash);
                            return ofGroup(request, asked -> list(ofTransaction(id)));
                        }),
                Endpoint.get("/events/block-hash/{blockHash}")
                        .summary("Get the events of a block; needs the index of events by block")
                        .optionalQuery("group", Shape.INTEGER)
                        .answers(Shapes.EVENTS_BY_BLOCK)
                        .by(request -> {
                            BlockHash hash = request.path("blockHash", Reading::blockHash);
                            return ofGroup(request, asked -> list(ofBlock(hash)));
                        }));
    }

    private EventLog log() {
        return flow.indexes().events();
    }

    /** Answers here, or sends the request on to the broker that serves {@code group}. */
    private Reply ofGroup(ApiRequest request, Function<ApiRequest, JsonNode> answer) {
        OptionalInt group = request.optionalGroup("group");
        if (broker.brokerNum() > 1 && group.isEmpty()) {
            throw ApiException.badRequest("`group` parameter is required with multiple brokers");
        }
        if (group.isPresent() && !broker.serves(group.getAsInt())) {
            return new Reply.OfGroup(group.getAsInt());
        }
        return Reply.json(answer.apply(request));
    }

    private static LockupScript.P2c contract(ApiRequest request) {
        return request.path("contractAddress", Reading::contractAddress);
    }

    private Reply ofContract(ApiRequest request) {
        LockupScript.P2c contract = contract(request);
        CounterRange range = CounterRange.of(request);
        return ofGroup(request, asked -> pages(contract, range));
    }

    private JsonNode pages(LockupScript.P2c contract, CounterRange range) {
        EventLog.Pages pages = log().pages(contract.contractId(), range.start(), range.end());
        if (pages.events().isEmpty()) {
            requireNextOf(contract, range);
        }
        ObjectNode json = NODES.objectNode();
        ArrayNode events = json.putArray("events");
        for (LoggedEvent event : pages.events()) {
            if (event.index() != LoggedEvent.DEBUG) {
                events.add(EventJson.full(event, header(event.block()).timestamp()));
            }
        }
        return json.put("nextStart", pages.next());
    }

    /** Nothing is a fine answer to who has all that there is. */
    private void requireNextOf(LockupScript.P2c contract, CounterRange range) {
        String address = Address.format(contract);
        int count = log().count(contract.contractId())
                .orElseThrow(() -> ApiException.notFound("Contract events of " + address));
        if (count != range.start()) {
            throw ApiException.notFound("Current count for events of " + address + " is '" + count
                    + "', events start from '" + range.start() + "' with limit '" + range.limit() + "'");
        }
    }

    private JsonNode count(LockupScript.P2c contract) {
        return IntNode.valueOf(log().count(contract.contractId())
                .orElseThrow(
                        () -> ApiException.notFound("Current events count for contract " + Address.format(contract))));
    }

    private ArrayNode ofTransaction(Hash id) {
        List<LoggedEvent> events = log().ofTransaction(id);
        ArrayNode json = NODES.arrayNode();
        if (events.isEmpty()) {
            return json;
        }
        // as the official node has it (ServerUtils.getEventsByTxId): the time of the block that had them first
        long time = header(events.get(0).block()).timestamp();
        boolean inSeveralBlocks =
                events.stream().map(LoggedEvent::block).distinct().count() > 1;
        for (LoggedEvent event : events) {
            if (!inSeveralBlocks || flow.isCanonical(event.block())) {
                json.add(EventJson.ofTransaction(event, time));
            }
        }
        return json;
    }

    /** The events of a block that is there. */
    private ArrayNode ofBlock(BlockHash hash) {
        return EventJson.ofBlock(log().ofBlock(hash), header(hash).timestamp());
    }

    private BlockHeader header(BlockHash hash) {
        return flow.header(hash)
                .orElseThrow(() -> ApiException.keyNotFound(
                        ApiException.signedBytes(hash.toArray()), "RocksDBColumn.getRawUnsafe"));
    }

    private static JsonNode list(ArrayNode events) {
        return NODES.objectNode().set("events", events);
    }
}
