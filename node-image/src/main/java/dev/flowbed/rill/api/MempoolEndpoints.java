package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.rill.mempool.MemPools;
import dev.flowbed.rill.mempool.PendingTx;
import dev.flowbed.rill.mempool.TxIntake;
import java.util.List;

/** {@code /mempool}: transactions that wait for a block (api/.../MempoolEndpoints.scala). */
final class MempoolEndpoints {
    private final MemPools pools;
    private final TxIntake intake;
    private final NetworkView network;

    MempoolEndpoints(MemPools pools, TxIntake intake, NetworkView network) {
        this.pools = pools;
        this.intake = intake;
        this.network = network;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/mempool/transactions")
                        .summary("List waiting transactions by chain")
                        .answers(Shape.list(Shapes.MEMPOOL))
                        .by(request -> Reply.json(list())),
                Endpoint.put("/mempool/transactions/rebroadcast")
                        .summary("Announce a waiting transaction to peers again")
                        .query("txId", Shape.HASH)
                        .by(this::rebroadcast),
                Endpoint.delete("/mempool/transactions")
                        .summary("Drop all waiting transactions")
                        .by(request -> {
                            intake.clear();
                            return Reply.EMPTY;
                        }),
                Endpoint.put("/mempool/transactions/validate")
                        .summary("Drop waiting transactions that cannot be mined any more")
                        .by(request -> {
                            intake.recheck();
                            return Reply.EMPTY;
                        }));
    }

    private JsonNode list() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        pools.byChain().forEach((chain, waiting) -> {
            ObjectNode entry = json.addObject().put("fromGroup", chain.from()).put("toGroup", chain.to());
            ArrayNode transactions = entry.putArray("transactions");
            waiting.forEach(tx -> transactions.add(JsonOut.template(tx.template(), tx.seenAt())));
        });
        return json;
    }

    private Reply rebroadcast(ApiRequest request) {
        Hash id = request.query("txId", Reading::hash);
        PendingTx tx = pools.get(id).orElseThrow(() -> ApiException.notFound("TxId: " + id.hex()));
        network.rebroadcast(tx.template());
        return Reply.EMPTY;
    }
}
