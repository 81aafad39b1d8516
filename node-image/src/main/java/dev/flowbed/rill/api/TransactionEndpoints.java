package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.Hint;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.flow.TransactionStatus;
import dev.flowbed.rill.mempool.MemPools;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** {@code /transactions}: what became of transactions, and submitting them (api/.../TransactionsEndpoints.scala). */
final class TransactionEndpoints {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final BlockFlow flow;
    private final MemPools pools;
    private final RichTransactions rich;
    private final Submission submission;
    private final Broker broker;

    TransactionEndpoints(BlockFlow flow, MemPools pools, RichTransactions rich, Submission submission) {
        this.flow = flow;
        this.pools = pools;
        this.rich = rich;
        this.submission = submission;
        this.broker = flow.broker();
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/transactions/submit")
                        .summary("Submit a signed transaction")
                        .body(Shapes.SUBMIT)
                        .answers(Shapes.SUBMITTED)
                        .by(this::submit),
                Endpoint.get("/transactions/status")
                        .summary("Get how firmly a transaction stands; a clique of several brokers needs fromGroup")
                        .query("txId", Shape.HASH)
                        .optionalQuery("fromGroup", Shape.INTEGER)
                        .optionalQuery("toGroup", Shape.INTEGER)
                        .answers(Shapes.TX_STATUS)
                        .by(request -> ofBroker(request, this::status)),
                Endpoint.get("/transactions/local-status")
                        .summary("Get how firmly a transaction stands, as this broker knows it")
                        .query("txId", Shape.HASH)
                        .optionalQuery("fromGroup", Shape.INTEGER)
                        .optionalQuery("toGroup", Shape.INTEGER)
                        .answers(Shapes.TX_STATUS)
                        .by(request -> Reply.json(status(request))),
                lookup(
                        "details",
                        "Get a transaction of a block",
                        Shapes.TRANSACTION,
                        placed -> JsonOut.transaction(placed.transaction())),
                lookup(
                        "rich-details",
                        "Get a transaction of a block, its inputs with what they spend",
                        Shapes.RICH_TRANSACTION,
                        placed -> rich.rich(placed.transaction(), placed.block())),
                lookup(
                        "raw",
                        "Get a transaction of a block in hex",
                        Shapes.RAW,
                        placed -> NODES.objectNode()
                                .put(
                                        "value",
                                        Bytes.wrap(placed.transaction().encode())
                                                .hex())),
                Endpoint.post("/transactions/decode-unsigned-tx")
                        .summary("Show what an unsigned transaction says")
                        .body(Shapes.DECODE)
                        .answers(Shapes.DECODED)
                        .by(request ->
                                Reply.json(decode(request.fields(Shapes.DECODE).text("unsignedTx")))),
                Endpoint.get("/transactions/tx-id-from-outputref")
                        .summary("Get the transaction that made an output; needs the index of outputs")
                        .query("hint", Shape.INTEGER)
                        .query("key", Shape.HASH)
                        .answers(Shape.HASH)
                        .by(this::ofOutput));
    }

    /** A transaction and the block it is in. */
    private record Placed(Transaction transaction, BlockHash block) {}

    private Endpoint lookup(String name, String summary, Shape shape, Function<Placed, JsonNode> show) {
        return Endpoint.get("/transactions/" + name + "/{txId}")
                .summary(summary)
                .optionalQuery("fromGroup", Shape.INTEGER)
                .optionalQuery("toGroup", Shape.INTEGER)
                .answers(shape)
                .by(request -> ofBroker(request, asked -> show.apply(find(asked))));
    }

    /** Answers here, or sends the request on to the broker that serves {@code fromGroup}. */
    private Reply ofBroker(ApiRequest request, Function<ApiRequest, JsonNode> answer) {
        OptionalInt from = request.optionalGroup("fromGroup");
        if (broker.brokerNum() > 1 && from.isEmpty()) {
            throw ApiException.badRequest("`group` parameter is required with multiple brokers");
        }
        if (from.isPresent() && !broker.serves(from.getAsInt())) {
            return new Reply.OfGroup(from.getAsInt());
        }
        return Reply.json(answer.apply(request));
    }

    private List<ChainIndex> chains(ApiRequest request) {
        OptionalInt from = request.optionalGroup("fromGroup");
        OptionalInt to = request.optionalGroup("toGroup");
        return broker.ownChains().stream()
                .filter(chain -> from.isEmpty() || from.getAsInt() == chain.from())
                .filter(chain -> to.isEmpty() || to.getAsInt() == chain.to())
                .toList();
    }

    private Placed find(ApiRequest request) {
        Hash id = request.path("txId", Reading::hash);
        return chains(request).stream()
                .flatMap(chain -> find(id, chain).stream())
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("Transaction " + id.hex()));
    }

    private Optional<Placed> find(Hash id, ChainIndex chain) {
        return flow.transactionPlace(id, chain)
                .flatMap(place -> flow.block(place.block())
                        .map(block -> new Placed(block.transactions().get(place.index()), place.block())));
    }

    private JsonNode status(ApiRequest request) {
        Hash id = request.query("txId", Reading::hash);
        List<ChainIndex> chains = chains(request);
        Optional<TransactionStatus> status = chains.stream()
                .flatMap(chain -> flow.transactionStatus(id, chain).stream())
                .findFirst();
        if (status.isPresent()) {
            return json(status.get());
        }
        boolean waits = pools.get(id).filter(tx -> chains.contains(tx.chain())).isPresent();
        return NODES.objectNode().put("type", waits ? "MemPooled" : "TxNotFound");
    }

    private static ObjectNode json(TransactionStatus status) {
        return NODES.objectNode()
                .put("type", status.conflicted() ? "Conflicted" : "Confirmed")
                .put("blockHash", status.place().block().hex())
                .put("txIndex", status.place().index())
                .put("chainConfirmations", status.chainConfirmations())
                .put("fromGroupConfirmations", status.fromGroupConfirmations())
                .put("toGroupConfirmations", status.toGroupConfirmations());
    }

    private Reply submit(ApiRequest request) {
        RequestFields fields = request.fields(Shapes.SUBMIT);
        String unsigned = fields.text("unsignedTx");
        return submission.submit(unsigned, List.of(fields.text("signature", Reading::signature)));
    }

    private JsonNode decode(String hex) {
        UnsignedTransaction unsigned = submission.decode(hex);
        ObjectNode json = NODES.objectNode()
                .put("fromGroup", unsigned.fromGroup(broker.groups()))
                .put("toGroup", unsigned.toGroup(broker.groups()));
        json.set("unsignedTx", JsonOut.unsigned(unsigned));
        return json;
    }

    private Reply ofOutput(ApiRequest request) {
        int group = new Hint(request.query("hint", ApiRequest::integer)).group(broker.groups());
        Hash key = request.query("key", Reading::hash);
        if (!broker.serves(group)) {
            return new Reply.OfGroup(group);
        }
        return Reply.json(rich.origins()
                .find(key)
                .<JsonNode>map(origin -> TextNode.valueOf(origin.transaction().hex()))
                .orElseThrow(() -> ApiException.notFound("Transaction id for output ref " + key.hex())));
    }
}
