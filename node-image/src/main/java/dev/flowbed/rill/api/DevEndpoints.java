package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.development.DevelopmentAids;
import dev.flowbed.rill.development.Funding;
import dev.flowbed.rill.development.NodeTime;
import dev.flowbed.rill.development.RefusedException;
import dev.flowbed.rill.development.StateSnapshots;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.mining.DevMiner;
import dev.flowbed.rill.tx.Destination;
import dev.flowbed.rill.tx.TxBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code /dev}: aids for development, which no other Alephium node has; refused where they are off. */
final class DevEndpoints {
    private static final int MAX_BLOCKS = 10_000;

    private final Optional<DevelopmentAids> aids;
    private final Optional<Funding> funding;
    private final TransferReading transfers;
    private final Impersonation impersonation;
    private final SyncGate gate;
    private final Broker broker;

    DevEndpoints(
            Optional<DevelopmentAids> aids,
            TxBuilder builder,
            Impersonation impersonation,
            SyncGate gate,
            Broker broker) {
        this.aids = aids;
        this.funding = aids.map(on -> on.funding(builder));
        this.transfers = new TransferReading(broker.groups());
        this.impersonation = impersonation;
        this.gate = gate;
        this.broker = broker;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/dev/time")
                        .summary("Tell the node's time")
                        .answers(DevShapes.TIME)
                        .by(guarded(request -> time(aids().time().read()))),
                Endpoint.post("/dev/time")
                        .summary("Move the node's time forward by some milliseconds, or to an instant")
                        .body(DevShapes.MOVE)
                        .answers(DevShapes.TIME)
                        .by(guarded(this::move)),
                Endpoint.post("/dev/mine")
                        .summary("Mine blocks now, of one chain or of all chains")
                        .body(DevShapes.MINE)
                        .answers(DevShapes.MINED)
                        .by(guarded(this::mine)),
                Endpoint.post("/dev/fund")
                        .summary("Give an address ALPH and tokens of the funding wallet, by a transaction")
                        .body(DevShapes.FUND)
                        .answers(DevShapes.FUNDED)
                        .by(guarded(this::fund)),
                Endpoint.post("/dev/call-contract")
                        .summary("Call a contract as any address, with what that could spend")
                        .body(ContractShapes.CALL)
                        .answers(ContractShapes.CALLED)
                        .by(guarded(impersonation::call)),
                Endpoint.post("/dev/call-tx-script")
                        .summary("Run a script as any address, with what that could spend")
                        .body(ContractShapes.CALL_SCRIPT)
                        .answers(ContractShapes.SCRIPT_CALLED)
                        .by(guarded(impersonation::callScript)),
                Endpoint.get("/dev/snapshots")
                        .summary("List the snapshots, the oldest first")
                        .answers(Shape.list(DevShapes.SNAPSHOT))
                        .by(guarded(request -> snapshots())),
                Endpoint.post("/dev/snapshots")
                        .summary("Take a snapshot of the whole state")
                        .body(DevShapes.NEW_SNAPSHOT)
                        .answers(DevShapes.SNAPSHOT)
                        .by(guarded(this::take)),
                Endpoint.post("/dev/snapshots/{id}/revert")
                        .summary("Set the whole state back to a snapshot; later snapshots are gone")
                        .answers(DevShapes.SNAPSHOT)
                        .by(guarded(this::revert)),
                Endpoint.delete("/dev/snapshots/{id}")
                        .summary("Forget a snapshot; the state stays as it is")
                        .by(guarded(this::drop)));
    }

    private DevelopmentAids aids() {
        return aids.orElseThrow(
                () -> ApiException.off("development aids are off on this node: its Testnet must say development: true,"
                        + " its own settings flowbed.dev.enabled = true"));
    }

    private Endpoint.Work guarded(Endpoint.Work work) {
        return request -> {
            aids();
            try {
                return work.handle(request);
            } catch (RefusedException e) {
                throw ApiException.badRequest(String.valueOf(e.getMessage()));
            }
        };
    }

    private static RequestFields optionalFields(ApiRequest request, Shape shape) {
        return request.body().length == 0
                ? new RequestFields(JsonNodeFactory.instance.objectNode(), request.groups())
                : request.fields(shape);
    }

    private static Reply time(NodeTime.Reading reading) {
        return Reply.json(JsonNodeFactory.instance
                .objectNode()
                .put("now", reading.now())
                .put("offset", reading.offset())
                .put("newestBlock", reading.newestBlock()));
    }

    private Reply move(ApiRequest request) {
        RequestFields fields = request.fields(DevShapes.MOVE);
        Optional<Long> forward = fields.optionalTimestamp("forward");
        Optional<Long> to = fields.optionalTimestamp("to");
        if (forward.isPresent() == to.isPresent()) {
            throw ApiException.badRequest(
                    "time moves \"forward\" by milliseconds or \"to\" a timestamp: give one of the two");
        }
        NodeTime time = aids().time();
        return time(forward.map(time::forward).or(() -> to.map(time::to)).orElseThrow());
    }

    private Reply mine(ApiRequest request) {
        RequestFields fields = optionalFields(request, DevShapes.MINE);
        OptionalInt from = fields.optionalGroup("fromGroup");
        OptionalInt to = fields.optionalGroup("toGroup");
        if (from.isPresent() != to.isPresent()) {
            throw ApiException.badRequest("a chain has a fromGroup and a toGroup: give both, or none for all chains");
        }
        if (from.isPresent() && !broker.serves(from.getAsInt())) {
            return new Reply.OfGroup(from.getAsInt());
        }
        List<ChainIndex> chains = from.isPresent() && to.isPresent()
                ? List.of(new ChainIndex(from.getAsInt(), to.getAsInt()))
                : broker.ownChains();
        int rounds = fields.optionalInteger("blocks").orElse(1);
        if (rounds < 1 || rounds > MAX_BLOCKS / chains.size()) {
            throw ApiException.badRequest("blocks must be 1 to " + MAX_BLOCKS / chains.size() + " on " + chains.size()
                    + (chains.size() == 1 ? " chain" : " chains") + " at a time, found " + rounds);
        }
        Optional<Long> interval = fields.optionalTimestamp("interval");
        List<DevMiner.Mined> mined = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            interval.ifPresent(aids().time()::forward);
            for (ChainIndex chain : chains) {
                mined.add(mine(chain, mined.size()));
            }
        }
        return Reply.json(mined(JsonNodeFactory.instance.objectNode(), mined));
    }

    private DevMiner.Mined mine(ChainIndex chain, int before) {
        try {
            return aids().miner().mine(chain);
        } catch (IllegalStateException e) {
            throw ApiException.failed("after " + before + " blocks: chain " + chain + ": " + e.getMessage()
                    + (before > 0 ? ". Blocks without time between them get ever harder: give an interval" : ""));
        }
    }

    private static ObjectNode mined(ObjectNode json, List<DevMiner.Mined> mined) {
        ArrayNode blocks = json.putArray("blocks");
        for (DevMiner.Mined block : mined) {
            blocks.addObject()
                    .put("hash", block.hash().hex())
                    .put("chainFrom", block.chain().from())
                    .put("chainTo", block.chain().to())
                    .put("height", block.height());
        }
        return json;
    }

    private Reply fund(ApiRequest request) {
        RequestFields fields = request.fields(DevShapes.FUND);
        Destination destination = transfers.raised(fields);
        boolean mine = fields.optionalFlag("mine").orElse(true);
        gate.requireSynced();
        Funding.Funded funded = TxErrors.translated(() -> funding.orElseThrow().fund(destination, mine));
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("txId", funded.transaction().id().hex())
                .put("fromGroup", funded.chain().from())
                .put("toGroup", funded.chain().to())
                .put("fromAddress", funded.from());
        return Reply.json(mined(json, funded.blocks()));
    }

    private Reply snapshots() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        aids().snapshots().all().forEach(snapshot -> list.add(json(snapshot)));
        return Reply.json(list);
    }

    private Reply take(ApiRequest request) {
        String name = optionalFields(request, DevShapes.NEW_SNAPSHOT)
                .optionalText("name", text -> text)
                .orElse("");
        return Reply.json(json(aids().snapshots().take(name)));
    }

    private Reply revert(ApiRequest request) {
        StateSnapshots.Snapshot snapshot = snapshot(request);
        aids().snapshots().revert(snapshot);
        return Reply.json(json(snapshot));
    }

    private Reply drop(ApiRequest request) {
        aids().snapshots().drop(snapshot(request));
        return Reply.EMPTY;
    }

    private StateSnapshots.Snapshot snapshot(ApiRequest request) {
        String id = request.path("id", text -> text);
        return aids().snapshots().find(id).orElseThrow(() -> ApiException.notFound("Snapshot " + id));
    }

    private static ObjectNode json(StateSnapshots.Snapshot snapshot) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", snapshot.id())
                .put("name", snapshot.name())
                .put("time", snapshot.time());
    }
}
