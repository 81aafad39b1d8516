package dev.flowbed.alephium.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.CoinbaseData.GhostUncle;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.Address;
import java.util.List;
import java.util.function.Function;

/**
 * Writes blocks and what they are made of as the official REST API does (api/.../model/BlockEntry.scala and its neighbours):
 * amounts as decimal text, bytes as hexadecimal, absent options left out.
 */
public final class JsonOut {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Beyond this, a number would lose digits in readers that keep floating point: written as text. */
    private static final long LARGEST_EXACT = 1L << 53;

    private JsonOut() {}

    /** A block at its height (BlockEntry). The uncles are those its coinbase names; none for genesis. */
    public static ObjectNode block(Block block, int height, List<GhostUncle> uncles) {
        BlockHeader header = block.header();
        ObjectNode json = header(header, height);
        json.set("transactions", array(block.transactions(), JsonOut::transaction));
        json.put("nonce", header.nonce().hex());
        json.put("version", header.version());
        json.put("depStateHash", header.depStateHash().hex());
        json.put("txsHash", header.txsHash().hex());
        json.put("target", header.target().hex());
        json.set("ghostUncles", array(uncles, JsonOut::ghostUncle));
        return json;
    }

    /** A header at its height (BlockHeaderEntry). */
    public static ObjectNode header(BlockHeader header, int height) {
        ObjectNode json = NODES.objectNode();
        json.put("hash", header.hash().hex());
        json.set("timestamp", number(header.timestamp()));
        json.put("chainFrom", header.chainIndex().from());
        json.put("chainTo", header.chainIndex().to());
        json.put("height", height);
        json.set("deps", array(header.deps(), hash -> NODES.textNode(hash.hex())));
        return json;
    }

    private static ObjectNode ghostUncle(GhostUncle uncle) {
        ObjectNode json = NODES.objectNode();
        json.put("blockHash", uncle.hash().hex());
        json.put("miner", Address.format(uncle.miner()));
        return json;
    }

    /** A transaction of a block (Transaction). */
    public static ObjectNode transaction(Transaction transaction) {
        UnsignedTransaction unsigned = transaction.unsigned();
        ObjectNode json = NODES.objectNode();
        json.set("unsigned", unsigned(unsigned));
        json.put("scriptExecutionOk", transaction.scriptExecutionOk());
        json.set("contractInputs", array(transaction.contractInputs(), JsonOut::outputRef));
        ArrayNode generated = NODES.arrayNode();
        for (int i = 0; i < transaction.generatedOutputs().size(); i++) {
            TxOutput output = transaction.generatedOutputs().get(i);
            TxOutputRef ref =
                    TxOutputRef.of(unsigned.id(), unsigned.fixedOutputs().size() + i, output);
            generated.add(generatedOutput(output, ref));
        }
        json.set("generatedOutputs", generated);
        json.set("inputSignatures", array(transaction.inputSignatures(), JsonOut::signature));
        json.set("scriptSignatures", array(transaction.scriptSignatures(), JsonOut::signature));
        return json;
    }

    /** A transaction that waits in a mempool, and since when (milliseconds since 1970). */
    public static ObjectNode template(TransactionTemplate template, long seenAt) {
        ObjectNode json = NODES.objectNode();
        json.set("unsigned", unsigned(template.unsigned()));
        json.set("inputSignatures", array(template.inputSignatures(), JsonOut::signature));
        json.set("scriptSignatures", array(template.scriptSignatures(), JsonOut::signature));
        json.set("seenAt", number(seenAt));
        return json;
    }

    /** What a transaction says before it is signed (UnsignedTx). */
    public static ObjectNode unsigned(UnsignedTransaction unsigned) {
        ObjectNode json = NODES.objectNode();
        json.put("txId", unsigned.id().hex());
        json.put("version", unsigned.version());
        json.put("networkId", unsigned.networkId());
        unsigned.script()
                .ifPresent(script -> json.put("scriptOpt", script.bytes().hex()));
        json.put("gasAmount", unsigned.gasAmount());
        json.put("gasPrice", unsigned.gasPrice().toString());
        json.set("inputs", array(unsigned.inputs(), JsonOut::input));
        ArrayNode outputs = NODES.arrayNode();
        for (int i = 0; i < unsigned.fixedOutputs().size(); i++) {
            TxOutput.Asset output = unsigned.fixedOutputs().get(i);
            outputs.add(assetOutput(NODES.objectNode(), output, TxOutputRef.of(unsigned.id(), i, output)));
        }
        json.set("fixedOutputs", outputs);
        return json;
    }

    private static ObjectNode input(TxInput input) {
        ObjectNode json = NODES.objectNode();
        json.set("outputRef", outputRef(input.outputRef()));
        json.put("unlockScript", Bytes.wrap(input.unlockScript().encode()).hex());
        return json;
    }

    /** A reference to an output (OutputRef). */
    public static ObjectNode outputRef(TxOutputRef ref) {
        ObjectNode json = NODES.objectNode();
        json.put("hint", ref.hint().value());
        json.put("key", ref.key().hex());
        return json;
    }

    /** An output that execution made (Output): its kind comes first. */
    public static ObjectNode generatedOutput(TxOutput output, TxOutputRef ref) {
        ObjectNode json = NODES.objectNode();
        if (output instanceof TxOutput.Asset asset) {
            return assetOutput(json.put("type", "AssetOutput"), asset, ref);
        }
        return commonOutput(json.put("type", "ContractOutput"), output, ref);
    }

    private static ObjectNode assetOutput(ObjectNode json, TxOutput.Asset output, TxOutputRef ref) {
        commonOutput(json, output, ref);
        json.set("lockTime", number(output.lockTime()));
        json.put("message", output.data().hex());
        return json;
    }

    private static ObjectNode commonOutput(ObjectNode json, TxOutput output, TxOutputRef ref) {
        json.put("hint", ref.hint().value());
        json.put("key", ref.key().hex());
        json.put("attoAlphAmount", output.amount().toString());
        json.put("address", Address.format(output.lockupScript()));
        json.set("tokens", array(output.tokens(), JsonOut::token));
        return json;
    }

    /** So much of a token (Token). */
    public static ObjectNode token(TokenAmount token) {
        ObjectNode json = NODES.objectNode();
        json.put("id", token.tokenId().hex());
        json.put("amount", token.amount().toString());
        return json;
    }

    private static JsonNode signature(Signature signature) {
        return NODES.textNode(signature.bytes().hex());
    }

    /** A whole number as the API writes it: as text when other readers would lose digits. */
    public static JsonNode number(long value) {
        return Math.abs(value) > LARGEST_EXACT ? NODES.textNode(Long.toString(value)) : NODES.numberNode(value);
    }

    private static <T> ArrayNode array(List<T> values, Function<T, ? extends JsonNode> each) {
        ArrayNode array = NODES.arrayNode(values.size());
        for (T value : values) {
            array.add(each.apply(value));
        }
        return array;
    }
}
