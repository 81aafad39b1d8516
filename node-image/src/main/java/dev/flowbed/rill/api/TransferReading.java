package dev.flowbed.rill.api;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.Hint;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.tx.Destination;
import dev.flowbed.rill.tx.GasChoice;
import dev.flowbed.rill.tx.PayingAddress;
import dev.flowbed.rill.tx.Sender;
import dev.flowbed.rill.tx.SweepRequest;
import dev.flowbed.rill.tx.TransferRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What is to be transferred, as requests name it (api/.../model/Destination.scala, app/.../ServerUtils.scala). */
final class TransferReading {
    private final int groups;

    TransferReading(int groups) {
        this.groups = groups;
    }

    /** A transfer by a sender. */
    TransferRequest transfer(RequestFields fields, Sender from, String gasField) {
        return new TransferRequest(
                from,
                fields.objects("destinations", Shapes.DESTINATION).stream()
                        .map(this::raised)
                        .toList(),
                gas(fields, gasField),
                utxos(fields),
                fields.optionalText("targetBlockHash", Reading::blockHash));
    }

    /** One of several senders. */
    PayingAddress payer(RequestFields fields, Sender from) {
        return new PayingAddress(
                from,
                fields.objects("destinations", Shapes.DESTINATION).stream()
                        .map(this::asAsked)
                        .toList(),
                fields.optionalInteger("gasAmount"),
                utxos(fields));
    }

    /** A sweep by a sender. */
    SweepRequest sweep(RequestFields fields, Sender from) {
        return new SweepRequest(
                from,
                to(fields),
                fields.optionalTimestamp("lockTime").orElse(0L),
                gas(fields, "gasAmount"),
                fields.optionalAmount("maxAttoAlphPerUTXO"),
                fields.optionalInteger("utxosLimit"),
                fields.optionalFlag("sweepAlphOnly").orElse(false),
                fields.optionalText("targetBlockHash", Reading::blockHash));
    }

    /** Where a sweep goes. */
    LockupScript.Asset to(RequestFields fields) {
        return fields.text("toAddress", text -> Reading.assetAddress(text, groups));
    }

    /** The price of gas, the least one unless given. */
    U256 gasPrice(RequestFields fields) {
        return fields.optionalUint256("gasPrice").orElse(Limits.MIN_GAS_PRICE);
    }

    /** The gas that a request asks for. */
    GasChoice gas(RequestFields fields, String field) {
        OptionalInt amount = fields.optionalInteger(field);
        if (amount.isPresent() && amount.getAsInt() < 0) {
            throw RequestFields.decoding("Invalid Gas: " + amount.getAsInt());
        }
        return new GasChoice(amount, gasPrice(fields));
    }

    /** One destination, its amount raised to what its tokens need. */
    Destination raised(RequestFields fields) {
        return Destination.requested(
                address(fields), amount(fields), tokens(fields), lockTime(fields), message(fields));
    }

    private Destination asAsked(RequestFields fields) {
        return new Destination(address(fields), amount(fields), tokens(fields), lockTime(fields), message(fields));
    }

    private LockupScript.Asset address(RequestFields fields) {
        return fields.text("address", text -> Reading.assetAddress(text, groups));
    }

    private static U256 amount(RequestFields fields) {
        return fields.optionalAmount("attoAlphAmount").orElse(U256.ZERO);
    }

    private static List<TokenAmount> tokens(RequestFields fields) {
        return tokens(fields, "tokens");
    }

    /** So much of some tokens; none when the field is not there. */
    static List<TokenAmount> tokens(RequestFields fields, String name) {
        return fields.optionalObjects(name, Shapes.TOKEN).orElse(List.of()).stream()
                .map(token -> new TokenAmount(token.text("id", Reading::hash), token.uint256("amount")))
                .toList();
    }

    private static long lockTime(RequestFields fields) {
        return fields.optionalTimestamp("lockTime").orElse(0L);
    }

    private static Bytes message(RequestFields fields) {
        return fields.optionalHex("message").orElse(Bytes.EMPTY);
    }

    private static Optional<List<TxOutputRef>> utxos(RequestFields fields) {
        return fields.optionalObjects("utxos", Shapes.OUTPUT_REF)
                .map(refs -> refs.stream().map(TransferReading::outputRef).toList());
    }

    private static TxOutputRef outputRef(RequestFields fields) {
        TxOutputRef ref = new TxOutputRef(new Hint(fields.integer("hint")), fields.text("key", Reading::hash));
        if (!ref.hint().isAsset()) {
            throw ApiException.failed("Selected UTXOs must be of asset type");
        }
        return ref;
    }
}
