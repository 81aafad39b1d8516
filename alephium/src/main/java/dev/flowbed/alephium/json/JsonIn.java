package dev.flowbed.alephium.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.Hint;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.UnlockScript;
import java.util.List;
import java.util.Optional;

/**
 * Reads what {@link JsonOut} writes. What follows from the rest (hashes, ids, keys, hints, chains) is not believed but computed; a
 * block or transaction whose hash or id says otherwise is refused. Errors are {@link FormatException}s that name the field.
 */
public final class JsonIn {
    private JsonIn() {}

    /** A block (BlockEntry). */
    public static Block block(JsonNode json) {
        JsonFields fields = JsonFields.of(json, "");
        BlockHeader header = new BlockHeader(
                nonce(fields),
                fields.integer("version"),
                fields.texts("deps", BlockHash::fromHex),
                fields.parse("depStateHash", Hash::fromHex),
                fields.parse("txsHash", Hash::fromHex),
                fields.number("timestamp"),
                fields.parse("target", Target::fromHex));
        BlockHash named = fields.parse("hash", BlockHash::fromHex);
        if (!named.equals(header.hash())) {
            throw new FormatException("hash: the block says " + named + ", its header gives " + header.hash());
        }
        return new Block(header, fields.objects("transactions", JsonIn::transaction));
    }

    private static Bytes nonce(JsonFields fields) {
        Bytes nonce = fields.parse("nonce", Bytes::fromHex);
        if (nonce.length() != BlockHeader.NONCE_LENGTH) {
            throw new FormatException("nonce: expected 24 bytes, found " + nonce.length());
        }
        return nonce;
    }

    /** A transaction of a block (Transaction). */
    public static Transaction transaction(JsonNode json) {
        return transaction(JsonFields.of(json, ""));
    }

    private static Transaction transaction(JsonFields fields) {
        return new Transaction(
                unsigned(fields.object("unsigned")),
                fields.bool("scriptExecutionOk"),
                fields.objects("contractInputs", JsonIn::outputRef),
                fields.objects("generatedOutputs", JsonIn::generatedOutput),
                signatures(fields, "inputSignatures"),
                signatures(fields, "scriptSignatures"));
    }

    /** A transaction of a mempool (TransactionTemplate). */
    public static TransactionTemplate template(JsonNode json) {
        JsonFields fields = JsonFields.of(json, "");
        return new TransactionTemplate(
                unsigned(fields.object("unsigned")),
                signatures(fields, "inputSignatures"),
                signatures(fields, "scriptSignatures"));
    }

    private static List<Signature> signatures(JsonFields fields, String field) {
        return fields.texts(field, hex -> new Signature(Bytes.fromHex(hex)));
    }

    private static UnsignedTransaction unsigned(JsonFields fields) {
        UnsignedTransaction unsigned = new UnsignedTransaction(
                fields.integer("version"),
                fields.integer("networkId"),
                fields.has("scriptOpt")
                        ? Optional.of(fields.parse("scriptOpt", hex -> ScriptCode.ofStateful(Bytes.fromHex(hex))))
                        : Optional.empty(),
                fields.integer("gasAmount"),
                fields.parse("gasPrice", U256::parse),
                fields.objects("inputs", JsonIn::input),
                fields.objects("fixedOutputs", JsonIn::assetOutput));
        Hash named = fields.parse("txId", Hash::fromHex);
        if (!named.equals(unsigned.id())) {
            throw new FormatException(
                    fields.path() + ".txId: the transaction says " + named + ", its content gives " + unsigned.id());
        }
        return unsigned;
    }

    private static TxInput input(JsonFields fields) {
        return new TxInput(
                outputRef(fields.object("outputRef")),
                fields.parse("unlockScript", hex -> ByteReader.readAll(Bytes.fromHex(hex), UnlockScript::read)));
    }

    private static TxOutputRef outputRef(JsonFields fields) {
        return new TxOutputRef(new Hint(fields.integer("hint")), fields.parse("key", Hash::fromHex));
    }

    private static TxOutput generatedOutput(JsonFields fields) {
        String type = fields.text("type");
        return switch (type) {
            case "AssetOutput" -> assetOutput(fields);
            case "ContractOutput" ->
                new TxOutput.Contract(
                        fields.parse("attoAlphAmount", U256::parse),
                        fields.parse("address", Address::parseContract),
                        fields.objects("tokens", JsonIn::token));
            default ->
                throw new FormatException(
                        fields.path() + ".type: expected AssetOutput or ContractOutput, found " + type);
        };
    }

    private static TxOutput.Asset assetOutput(JsonFields fields) {
        return new TxOutput.Asset(
                fields.parse("attoAlphAmount", U256::parse),
                fields.parse("address", Address::parseAsset),
                fields.number("lockTime"),
                fields.objects("tokens", JsonIn::token),
                fields.parse("message", Bytes::fromHex));
    }

    private static TokenAmount token(JsonFields fields) {
        return new TokenAmount(fields.parse("id", Hash::fromHex), fields.parse("amount", U256::parse));
    }
}
