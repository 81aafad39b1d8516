package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.rill.flow.BlockFlow;
import java.util.List;
import java.util.Optional;

/** Transactions whose inputs tell what they spend (api/.../RichTransaction.scala); needs the index of outputs. */
final class RichTransactions {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final BlockFlow flow;
    private final Optional<OutputIndex> index;

    RichTransactions(BlockFlow flow, Optional<OutputIndex> index) {
        this.flow = flow;
        this.index = index;
    }

    /** The index, or the official refusal where there is none. */
    OutputIndex index() {
        return index.orElseThrow(
                () -> ApiException.failed("Failed in IO: tx-output-ref-index is not enabled: please set"
                        + " alephium.node.indexes.tx-output-ref-index = true and start with an empty data folder"));
    }

    /** A block's JSON with its transactions enriched. */
    ObjectNode enrich(ObjectNode json, Block block) {
        ArrayNode transactions = NODES.arrayNode();
        block.transactions().forEach(transaction -> transactions.add(rich(transaction)));
        json.set("transactions", transactions);
        return json;
    }

    /** A transaction, enriched. */
    ObjectNode rich(Transaction transaction) {
        ObjectNode json = JsonOut.transaction(transaction);
        ObjectNode unsigned = (ObjectNode) json.get("unsigned");
        if (!unsigned.has("scriptOpt")) {
            ObjectNode ordered = NODES.objectNode();
            unsigned.properties().forEach(field -> {
                if (field.getKey().equals("gasAmount")) {
                    ordered.putNull("scriptOpt");
                }
                ordered.set(field.getKey(), field.getValue());
            });
            json.set("unsigned", ordered);
            unsigned = ordered;
        }
        ArrayNode inputs = NODES.arrayNode();
        for (TxInput input : transaction.unsigned().inputs()) {
            spent(input).ifPresent(inputs::add);
        }
        unsigned.set("inputs", inputs);
        return json;
    }

    private Optional<ObjectNode> spent(TxInput input) {
        Hash key = input.outputRef().key();
        return index().origin(key)
                .flatMap(origin -> output(origin, key).map(output -> {
                    ObjectNode json = NODES.objectNode().put("type", "AssetInput");
                    json.put("hint", input.outputRef().hint().value()).put("key", key.hex());
                    json.put(
                            "unlockScript",
                            Bytes.wrap(input.unlockScript().encode()).hex());
                    json.put("attoAlphAmount", output.amount().toString());
                    json.put("address", Address.format(output.lockupScript()));
                    ArrayNode tokens = json.putArray("tokens");
                    output.tokens().forEach(token -> tokens.add(JsonOut.token(token)));
                    return json.put("outputRefTxId", origin.transaction().hex());
                }));
    }

    private Optional<TxOutput> output(OutputIndex.Origin origin, Hash key) {
        return flow.block(origin.block())
                .flatMap(block -> block.transactions().stream()
                        .filter(transaction -> transaction.id().equals(origin.transaction()))
                        .findFirst())
                .flatMap(transaction -> outputOf(transaction, key));
    }

    private static Optional<TxOutput> outputOf(Transaction transaction, Hash key) {
        List<TxOutput.Asset> fixed = transaction.unsigned().fixedOutputs();
        for (int i = 0; i < fixed.size(); i++) {
            if (TxOutputRef.keyOf(transaction.id(), i).equals(key)) {
                return Optional.of(fixed.get(i));
            }
        }
        for (int i = 0; i < transaction.generatedOutputs().size(); i++) {
            if (TxOutputRef.keyOf(transaction.id(), fixed.size() + i).equals(key)) {
                return Optional.of(transaction.generatedOutputs().get(i));
            }
        }
        return Optional.empty();
    }
}
