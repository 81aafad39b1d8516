package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.config.ApiSettings;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.HeightedBlock;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** {@code /blockflow}: blocks and headers (api/.../BlockflowEndpoints.scala, app/.../ServerUtils.scala). */
final class BlockflowEndpoints {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final BlockFlow flow;
    private final RichTransactions rich;
    private final ApiSettings settings;
    private final InstantSource clock;

    BlockflowEndpoints(BlockFlow flow, RichTransactions rich, ApiSettings settings, InstantSource clock) {
        this.flow = flow;
        this.rich = rich;
        this.settings = settings;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                listing(
                        "/blockflow/blocks",
                        "List blocks of a time interval",
                        "BlocksPerTimeStampRange",
                        "blocks",
                        Shapes.BLOCK,
                        this::entry),
                listing(
                        "/blockflow/blocks-with-events",
                        "List blocks of a time interval with their events",
                        "BlocksAndEventsPerTimeStampRange",
                        "blocksAndEvents",
                        Shapes.BLOCK_AND_EVENTS,
                        block -> withEvents(entry(block), block)),
                listing(
                        "/blockflow/rich-blocks",
                        "List blocks of a time interval, their inputs with what they spend",
                        "RichBlocksAndEventsPerTimeStampRange",
                        "blocksAndEvents",
                        Shapes.RICH_BLOCK_AND_EVENTS,
                        block -> withEvents(rich.enrich(entry(block), block.block()), block)),
                single("/blockflow/blocks", "Get a block", Shapes.BLOCK, this::entry),
                single(
                        "/blockflow/blocks-with-events",
                        "Get a block with its events",
                        Shapes.BLOCK_AND_EVENTS,
                        block -> withEvents(entry(block), block)),
                single(
                        "/blockflow/rich-blocks",
                        "Get a block, its inputs with what they spend",
                        Shapes.RICH_BLOCK_AND_EVENTS,
                        block -> withEvents(rich.enrich(entry(block), block.block()), block)),
                Endpoint.get("/blockflow/main-chain-block-by-ghost-uncle/{ghost_uncle_hash}")
                        .summary("Get the canonical block that names an uncle")
                        .answers(Shapes.BLOCK)
                        .by(request -> Reply.json(blockOfUncle(request.path("ghost_uncle_hash", Reading::blockHash)))),
                Endpoint.get("/blockflow/is-block-in-main-chain")
                        .summary("Tell whether a block is canonical")
                        .query("blockHash", Shape.BLOCK_HASH)
                        .answers(Shape.BOOLEAN)
                        .by(request -> Reply.json(isCanonical(request.query("blockHash", Reading::blockHash)))),
                Endpoint.get("/blockflow/hashes")
                        .summary("Get the hashes at a height of a chain, the canonical one first")
                        .query("fromGroup", Shape.INTEGER)
                        .query("toGroup", Shape.INTEGER)
                        .query("height", Shape.INTEGER)
                        .answers(Shapes.HASHES)
                        .by(request -> Reply.json(hashes(request))),
                Endpoint.get("/blockflow/chain-info")
                        .summary("Get the current height of a chain")
                        .query("fromGroup", Shape.INTEGER)
                        .query("toGroup", Shape.INTEGER)
                        .answers(Shapes.CHAIN_INFO)
                        .by(request -> Reply.json(NODES.objectNode()
                                .put("currentHeight", flow.tip(chain(request)).height()))),
                Endpoint.get("/blockflow/headers/{block_hash}")
                        .summary("Get a block header")
                        .answers(Shapes.HEADER)
                        .by(request -> Reply.json(header(request.path("block_hash", Reading::blockHash)))),
                Endpoint.get("/blockflow/raw-blocks/{block_hash}")
                        .summary("Get a block in hex")
                        .answers(Shapes.RAW)
                        .by(request -> Reply.json(raw(request.path("block_hash", Reading::blockHash)))));
    }

    private Endpoint listing(
            String path,
            String summary,
            String name,
            String field,
            Shape shape,
            Function<HeightedBlock, ObjectNode> show) {
        return Endpoint.get(path)
                .summary(summary)
                .query("fromTs", Shape.TIMESTAMP)
                .optionalQuery("toTs", Shape.TIMESTAMP)
                .answers(Shape.object(name, Shape.required(field, Shape.list(Shape.list(shape)))))
                .by(request -> Reply.json(list(request, field, show)));
    }

    private Endpoint single(String path, String summary, Shape shape, Function<HeightedBlock, ObjectNode> show) {
        return Endpoint.get(path + "/{block_hash}")
                .summary(summary)
                .answers(shape)
                .by(request -> Reply.json(show.apply(held(request.path("block_hash", Reading::blockHash)))));
    }

    private JsonNode list(ApiRequest request, String field, Function<HeightedBlock, ObjectNode> show) {
        TimeInterval interval = TimeInterval.of(request, clock.millis()).within(settings.blockflowFetchMaxAge());
        ObjectNode json = NODES.objectNode();
        ArrayNode chains = json.putArray(field);
        for (ChainIndex chain : flow.broker().ownChains()) {
            ArrayNode blocks = chains.addArray();
            flow.blocksBetween(chain, interval.from(), interval.to()).forEach(block -> blocks.add(show.apply(block)));
        }
        return json;
    }

    private ObjectNode entry(HeightedBlock block) {
        return BlockJson.block(
                block.block(),
                block.height(),
                flow.conflictedTransactions(block.block().hash()));
    }

    private ObjectNode withEvents(ObjectNode json, HeightedBlock block) {
        Block of = block.block();
        return BlockJson.withEvents(
                json,
                EventJson.ofBlock(
                        flow.indexes().events().ofBlock(of.hash()), of.header().timestamp()));
    }

    /** A block of a chain that this broker holds; the official refusals otherwise. */
    private HeightedBlock held(BlockHash hash) {
        requireHeld(hash);
        Block block = flow.block(hash).orElseThrow(() -> unknown(hash));
        return new HeightedBlock(block, flow.height(hash).orElseThrow(() -> unknown(hash)));
    }

    private void requireHeld(BlockHash hash) {
        if (!flow.broker().holds(flow.chainOf(hash))) {
            throw ApiException.badRequest(hash.hex() + " belongs to other groups");
        }
    }

    static ApiException unknown(BlockHash hash) {
        return ApiException.failed(
                "The block " + hash.hex() + " does not exist, please check if your full node synced");
    }

    private JsonNode blockOfUncle(BlockHash uncle) {
        requireHeld(uncle);
        if (!flow.contains(uncle)) {
            throw unknown(uncle);
        }
        return flow.blockOfUncle(uncle)
                .map(this::entry)
                .orElseThrow(() -> flow.isCanonical(uncle)
                        ? ApiException.failed(
                                "The block " + uncle.hex()
                                        + " is not a ghost uncle block, you should use a ghost uncle block hash to call this endpoint")
                        : ApiException.notFound(
                                "The mainchain block that references the ghost uncle block " + uncle.hex()));
    }

    private JsonNode isCanonical(BlockHash hash) {
        if (!flow.contains(hash)) {
            throw unknown(hash);
        }
        return BooleanNode.valueOf(flow.isCanonical(hash));
    }

    private JsonNode hashes(ApiRequest request) {
        ChainIndex chain = chain(request);
        int height = request.query("height", ApiRequest::integer);
        ObjectNode json = NODES.objectNode();
        ArrayNode hashes = json.putArray("headers");
        if (height >= 0) {
            flow.hashes(chain, height).forEach(hash -> hashes.add(hash.hex()));
        }
        return json;
    }

    private static ChainIndex chain(ApiRequest request) {
        return new ChainIndex(request.group("fromGroup"), request.group("toGroup"));
    }

    private JsonNode header(BlockHash hash) {
        return JsonOut.header(
                flow.header(hash).orElseThrow(() -> unknown(hash)),
                flow.height(hash).orElseThrow(() -> unknown(hash)));
    }

    private JsonNode raw(BlockHash hash) {
        requireHeld(hash);
        byte[] bytes = flow.blockBytes(hash).orElseThrow(() -> unknown(hash));
        return NODES.objectNode().put("value", Bytes.wrap(bytes).hex());
    }
}
