package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import java.util.List;

/** {@code /miners}: mining in the node and who is rewarded (api/.../MinersEndpoints.scala). */
final class MinerEndpoints {
    private final MiningControl mining;
    private final SyncGate gate;
    private final int groups;

    MinerEndpoints(MiningControl mining, SyncGate gate, int groups) {
        this.mining = mining;
        this.gate = gate;
        this.groups = groups;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/miners/cpu-mining")
                        .summary("Start or stop mining in the node: start-mining or stop-mining")
                        .query("action", Shape.STRING)
                        .answers(Shape.BOOLEAN)
                        .by(this::act),
                Endpoint.post("/miners/cpu-mining/mine-one-block")
                        .summary("Mine one block of a chain; needs mempool.auto-mine-for-dev")
                        .query("fromGroup", Shape.INTEGER)
                        .query("toGroup", Shape.INTEGER)
                        .answers(Shape.BOOLEAN)
                        .by(this::mineOneBlock),
                Endpoint.get("/miners/addresses")
                        .summary("List who is rewarded, in group order")
                        .answers(Shapes.MINER_ADDRESSES)
                        .by(request -> Reply.json(addresses())),
                Endpoint.put("/miners/addresses")
                        .summary("Reward others until the node stops: one address a group, in group order")
                        .body(Shapes.MINER_ADDRESSES)
                        .by(this::setAddresses));
    }

    private Reply act(ApiRequest request) {
        boolean start = request.query("action", MinerEndpoints::isStart);
        gate.requireSynced();
        requireAddresses();
        if (start) {
            mining.start();
        } else {
            mining.stop();
        }
        return Reply.json(BooleanNode.TRUE);
    }

    private static boolean isStart(String action) {
        if (!action.equals("start-mining") && !action.equals("stop-mining")) {
            throw new FormatException("Invalid miner action: " + action);
        }
        return action.equals("start-mining");
    }

    private Reply mineOneBlock(ApiRequest request) {
        ChainIndex chain = new ChainIndex(request.group("fromGroup"), request.group("toGroup"));
        gate.requireSynced();
        mining.mineOneBlock(chain);
        return Reply.json(BooleanNode.TRUE);
    }

    private List<LockupScript.Asset> requireAddresses() {
        return mining.minerAddresses().orElseThrow(() -> ApiException.failed("Miner addresses are not set up"));
    }

    private JsonNode addresses() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("addresses");
        requireAddresses().forEach(address -> list.add(Address.format(address)));
        return json;
    }

    private Reply setAddresses(ApiRequest request) {
        List<LockupScript.Asset> addresses =
                request.fields(Shapes.MINER_ADDRESSES).texts("addresses", text -> Reading.assetAddress(text, groups));
        if (addresses.size() != groups) {
            throw ApiException.badRequest(
                    "Wrong number of addresses, expected " + groups + ", got " + addresses.size());
        }
        for (int group = 0; group < groups; group++) {
            if (addresses.get(group).group(groups) != group) {
                throw ApiException.badRequest(
                        "Address " + Address.format(addresses.get(group)) + " doesn't belong to group " + group);
            }
        }
        mining.setMinerAddresses(addresses);
        return Reply.EMPTY;
    }
}
