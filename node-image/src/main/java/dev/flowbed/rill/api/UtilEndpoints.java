package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.crypto.Curve;
import dev.flowbed.alephium.model.Target;
import java.util.List;

/** {@code /utils}: sums that need no chain (api/.../UtilsEndpoints.scala). */
final class UtilEndpoints {
    private final NetworkSettings rules;

    UtilEndpoints(NetworkSettings rules) {
        this.rules = rules;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/utils/verify-signature")
                        .summary("Verify a secp256k1 signature over 32 bytes")
                        .body(Shapes.VERIFY_SIGNATURE)
                        .answers(Shape.BOOLEAN)
                        .by(request -> Reply.json(verify(request.fields(Shapes.VERIFY_SIGNATURE)))),
                Endpoint.put("/utils/check-hash-indexing")
                        .summary(
                                "Check the indexes of blocks: rill's cannot go wrong by halves, so there is nothing to repair")
                        .by(request -> Reply.EMPTY),
                Endpoint.post("/utils/target-to-hashrate")
                        .summary("Get the hash rate that a target calls for")
                        .body(Shapes.TARGET)
                        .answers(Shape.object("TargetToHashrateResult", Shape.required("hashrate", Shape.UINT256)))
                        .by(request -> Reply.json(
                                hashRate(request.fields(Shapes.TARGET).hex("target")))));
    }

    private static JsonNode verify(RequestFields fields) {
        Bytes data = fields.hex("data");
        var signature = fields.text("signature", Reading::signature);
        Bytes key = fields.text("publicKey", Reading::publicKey);
        return BooleanNode.valueOf(data.length() == 32 && Curve.SECP256K1.verify(data.unsafeArray(), signature, key));
    }

    private JsonNode hashRate(Bytes bits) {
        if (bits.length() != 4 || Target.fromHex(bits.hex()).value().signum() == 0) {
            throw ApiException.badRequest("Invalid target string: " + bits.hex());
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "hashrate",
                        Target.fromHex(bits.hex())
                                .hashRate(rules.danube().targetMillis(), rules.groups())
                                .toString());
    }
}
