package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.mempool.SubmitResult;
import dev.flowbed.rill.mempool.TxIntake;
import dev.flowbed.rill.tx.TxBuilder;
import java.util.List;

/** Takes signed transactions in (app/.../ServerUtils.scala). */
final class Submission {
    private final TxBuilder builder;
    private final TxIntake intake;
    private final SyncGate gate;
    private final Broker broker;

    Submission(TxBuilder builder, TxIntake intake, SyncGate gate, Broker broker) {
        this.builder = builder;
        this.intake = intake;
        this.gate = gate;
        this.broker = broker;
    }

    /** Reads an unsigned transaction from hex, and checks what can be checked without chains. */
    UnsignedTransaction decode(String hex) {
        Bytes bytes;
        try {
            bytes = Bytes.fromHex(hex);
        } catch (FormatException e) {
            throw ApiException.badRequest("Invalid hex");
        }
        UnsignedTransaction unsigned;
        try {
            unsigned = ByteReader.readAll(bytes, UnsignedTransaction::read);
        } catch (FormatException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
        return TxErrors.translated(() -> builder.checked(unsigned));
    }

    /** Submits a transaction with its signatures, or sends the request on to the broker that serves its group. */
    Reply submit(String unsignedHex, List<Signature> signatures) {
        UnsignedTransaction unsigned = decode(unsignedHex);
        int from = unsigned.fromGroup(broker.groups());
        if (!broker.serves(from)) {
            return new Reply.OfGroup(from);
        }
        gate.requireSynced();
        SubmitResult result = intake.submit(new TransactionTemplate(unsigned, signatures, List.of()));
        if (!result.isAccepted()) {
            throw ApiException.failed(result.message());
        }
        ChainIndex chain = unsigned.chainIndex(broker.groups());
        return Reply.json(JsonNodeFactory.instance
                .objectNode()
                .put("txId", unsigned.id().hex())
                .put("fromGroup", chain.from())
                .put("toGroup", chain.to()));
    }
}
