package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.tx.MultisigSenders;
import dev.flowbed.rill.tx.Sender;
import dev.flowbed.rill.tx.SweepRequest;
import dev.flowbed.rill.tx.TransferRequest;
import dev.flowbed.rill.tx.TxBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code /multisig}: addresses that several keys sign for (api/.../MultisigEndpoints.scala). */
final class MultisigEndpoints {
    private final TxBuilder builder;
    private final Submission submission;
    private final SyncGate gate;
    private final Broker broker;
    private final TransferReading transfers;
    private final BuiltJson json;

    MultisigEndpoints(TxBuilder builder, Submission submission, SyncGate gate, Broker broker) {
        this.builder = builder;
        this.submission = submission;
        this.gate = gate;
        this.broker = broker;
        this.transfers = new TransferReading(broker.groups());
        this.json = new BuiltJson(broker.groups());
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/multisig/address")
                        .summary("Make a multisig address of keys")
                        .body(Shapes.MULTISIG_ADDRESS)
                        .answers(Shape.object("BuildMultisigAddressResult", Shape.required("address", Shape.ADDRESS)))
                        .by(request -> Reply.json(address(request.fields(Shapes.MULTISIG_ADDRESS)))),
                Endpoint.post("/multisig/build")
                        .summary("Build a transfer of a multisig address")
                        .body(Shapes.BUILD_MULTISIG)
                        .answers(Shapes.ANY_BUILT)
                        .by(this::build),
                Endpoint.post("/multisig/sweep")
                        .summary("Build transactions that send all a multisig address has to another")
                        .body(Shapes.SWEEP_MULTISIG)
                        .answers(Shapes.SWEPT)
                        .by(this::sweep),
                Endpoint.post("/multisig/submit")
                        .summary("Submit a transaction with its signatures")
                        .body(Shapes.SUBMIT_MULTISIG)
                        .answers(Shapes.SUBMITTED)
                        .by(this::submit));
    }

    private static boolean isGroupless(RequestFields fields) {
        return fields.optionalText("multiSigType", MultisigEndpoints::type)
                .orElse("P2MPKH")
                .equals("P2HMPK");
    }

    private static String type(String text) {
        if (!text.equals("P2MPKH") && !text.equals("P2HMPK")) {
            throw new FormatException("Invalid multi-sig type: " + text);
        }
        return text;
    }

    private JsonNode address(RequestFields fields) {
        List<Bytes> keys = fields.texts("keys", RequestFields::parseHex);
        Optional<List<String>> types = fields.optionalTexts("keyTypes", SenderReading::keyType);
        int required = fields.integer("mrequired");
        return JsonNodeFactory.instance
                .objectNode()
                .put("address", isGroupless(fields) ? groupless(keys, types, required) : plain(keys, types, required));
    }

    private static String plain(List<Bytes> keys, Optional<List<String>> types, int required) {
        types.ifPresent(named -> {
            if (named.size() != keys.size() || !named.stream().allMatch("default"::equals)) {
                throw ApiException.badRequest("Wrong keyTypes " + String.join(", ", named));
            }
        });
        SenderReading.plainKeys(keys, "SecP256K1 ");
        try {
            return Address.format(LockupScript.P2mpkh.of(keys, required));
        } catch (FormatException e) {
            throw ApiException.badRequest("Invalid m-of-n multisig");
        }
    }

    private static String groupless(List<Bytes> keys, Optional<List<String>> types, int required) {
        try {
            List<PublicKey> all = SenderReading.anyKeys(keys, types);
            return Address.formatWithoutGroup(LockupScript.P2hmpk.of(all, required, 0));
        } catch (FormatException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private Reply build(ApiRequest request) {
        RequestFields fields = request.fields(Shapes.BUILD_MULTISIG);
        LockupScript.Asset address = from(fields);
        int home = address.group(broker.groups());
        List<Bytes> keys = fields.texts("fromPublicKeys", RequestFields::parseHex);
        OptionalInt group = fields.optionalGroup("group");
        boolean groupless = isGroupless(fields);
        fields.objects("destinations", Shapes.DESTINATION);
        if (!broker.serves(home)) {
            return new Reply.OfGroup(home);
        }
        gate.requireSynced();
        return TxErrors.translated(() -> {
            Sender sender = sender(fields, address, keys, group, groupless);
            TransferRequest transfer = transfers.transfer(fields, sender, "gas");
            if (!groupless) {
                return Reply.json(json.simple(builder.transfer(transfer)));
            }
            return Reply.json(json.groupless(
                    group.isPresent() ? List.of(builder.transfer(transfer)) : builder.grouplessTransfer(transfer)));
        });
    }

    private Reply sweep(ApiRequest request) {
        RequestFields fields = request.fields(Shapes.SWEEP_MULTISIG);
        LockupScript.Asset address = from(fields);
        int home = address.group(broker.groups());
        List<Bytes> keys = fields.texts("fromPublicKeys", RequestFields::parseHex);
        LockupScript.Asset to = transfers.to(fields);
        OptionalInt group = fields.optionalGroup("group");
        boolean groupless = isGroupless(fields);
        if (!broker.serves(home)) {
            return new Reply.OfGroup(home);
        }
        gate.requireSynced();
        return TxErrors.translated(() -> {
            SweepRequest sweep = transfers.sweep(fields, sender(fields, address, keys, group, groupless));
            List<UnsignedTransaction> txs = groupless ? builder.grouplessSweep(sweep) : builder.sweep(sweep);
            return Reply.json(json.swept(txs, home, to.group(broker.groups())));
        });
    }

    private LockupScript.Asset from(RequestFields fields) {
        LockupScript script = fields.text("fromAddress", text -> Reading.address(text, broker.groups()));
        if (script instanceof LockupScript.Asset asset) {
            return asset;
        }
        throw ApiException.badRequest("Expect asset address, but was contract address: " + Address.format(script));
    }

    private Sender sender(
            RequestFields fields, LockupScript.Asset address, List<Bytes> keys, OptionalInt group, boolean groupless) {
        if (!groupless) {
            return MultisigSenders.of(address, SenderReading.plainKeys(keys, ""));
        }
        List<PublicKey> all =
                SenderReading.anyKeys(keys, fields.optionalTexts("fromPublicKeyTypes", SenderReading::keyType));
        List<Integer> indexes = fields.optionalIntegers("fromPublicKeyIndexes")
                .orElseThrow(() -> ApiException.badRequest("fromPublicKeyIndexes is required for P2HMPK multisig"));
        return MultisigSenders.groupless(all, indexes, group, broker.groups());
    }

    private Reply submit(ApiRequest request) {
        RequestFields fields = request.fields(Shapes.SUBMIT_MULTISIG);
        return submission.submit(fields.text("unsignedTx"), fields.texts("signatures", Reading::signature));
    }
}
