package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.index.OutputOrigins;
import java.util.List;
import java.util.Optional;

/** Transactions whose inputs tell what they spend (api/.../RichTransaction.scala); needs the index of outputs. */
final class RichTransactions {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final BlockFlow flow;

    RichTransactions(BlockFlow flow) {
        this.flow = flow;
    }

    /** The index of outputs, or the official refusal where there is none. */
    OutputOrigins origins() {
        return flow.indexes()
                .outputs()
                .orElseThrow(() -> ApiException.notKept(
                        "alephium.node.indexes.tx-output-ref-index",
                        "transaction id from transaction output reference"));
    }

    /** A block's JSON with its transactions enriched. */
    ObjectNode enrich(ObjectNode json, Block block) {
        ArrayNode transactions = NODES.arrayNode();
        block.transactions().forEach(transaction -> transactions.add(rich(transaction, block.hash())));
        json.set("transactions", transactions);
        return json;
    }

    /** A transaction of a block, enriched. Inputs from before the index are left out, as the official node does. */
    ObjectNode rich(Transaction transaction, BlockHash block) {
        ObjectNode json = JsonOut.transaction(transaction);
        ObjectNode unsigned = withScript((ObjectNode) json.get("unsigned"));
        ArrayNode inputs = NODES.arrayNode();
        for (TxInput input : transaction.unsigned().inputs()) {
            spent(input.outputRef(), block).ifPresent(spent -> inputs.add(json(input, spent)));
        }
        unsigned.set("inputs", inputs);
        json.set("unsigned", unsigned);
        ArrayNode contractInputs = NODES.arrayNode();
        for (TxOutputRef ref : transaction.contractInputs()) {
            contractInputs.add(json(
                    ref,
                    spent(ref, block)
                            .orElseThrow(() -> ApiException.notFound("Transaction output for contract output reference "
                                    + "ContractOutputRef(" + ref.hint().value() + ","
                                    + ref.key().hex() + ")"))));
        }
        json.set("contractInputs", contractInputs);
        return json;
    }

    /** The fields of an unsigned transaction, with the script named also where there is none. */
    private static ObjectNode withScript(ObjectNode unsigned) {
        if (unsigned.has("scriptOpt")) {
            return unsigned;
        }
        ObjectNode ordered = NODES.objectNode();
        unsigned.properties().forEach(field -> {
            if (field.getKey().equals("gasAmount")) {
                ordered.putNull("scriptOpt");
            }
            ordered.set(field.getKey(), field.getValue());
        });
        return ordered;
    }

    /** An output that is spent, and the transaction that made it. */
    private record Spent(TxOutput output, Transaction maker) {}

    private Optional<Spent> spent(TxOutputRef ref, BlockHash spender) {
        return origins()
                .find(ref.key())
                .flatMap(origin -> placeFor(origin.places(), spender))
                .flatMap(place -> flow.block(place.block()).map(block -> {
                    Transaction maker = block.transactions().get(place.transaction());
                    return new Spent(maker.outputs().get(place.output()), maker);
                }));
    }

    /** Of several forks that have an output, the one that the spending block builds upon. */
    private Optional<OutputOrigins.Place> placeFor(List<OutputOrigins.Place> places, BlockHash spender) {
        if (places.size() == 1) {
            return Optional.of(places.get(0));
        }
        return places.stream()
                .filter(place -> flow.isBefore(place.block(), spender))
                .findFirst();
    }

    private static ObjectNode json(TxInput input, Spent spent) {
        ObjectNode json = ref("AssetInput", input.outputRef());
        json.put("unlockScript", Bytes.wrap(input.unlockScript().encode()).hex());
        return output(json, spent);
    }

    private static ObjectNode json(TxOutputRef ref, Spent spent) {
        return output(ref("ContractInput", ref), spent);
    }

    private static ObjectNode ref(String type, TxOutputRef ref) {
        return NODES.objectNode()
                .put("type", type)
                .put("hint", ref.hint().value())
                .put("key", ref.key().hex());
    }

    private static ObjectNode output(ObjectNode json, Spent spent) {
        json.put("attoAlphAmount", spent.output().amount().toString());
        json.put("address", Address.format(spent.output().lockupScript()));
        ArrayNode tokens = json.putArray("tokens");
        spent.output().tokens().forEach(token -> tokens.add(JsonOut.token(token)));
        return json.put("outputRefTxId", spent.maker().id().hex());
    }
}
