package dev.flowbed.alephium.model;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.Hash;
import java.util.List;

/** A signed transaction whose scripts have not run: what is submitted, relayed and held in mempools. */
public record TransactionTemplate(
        UnsignedTransaction unsigned, List<Signature> inputSignatures, List<Signature> scriptSignatures)
        implements Encodable {
    public TransactionTemplate {
        inputSignatures = List.copyOf(inputSignatures);
        scriptSignatures = List.copyOf(scriptSignatures);
    }

    public static TransactionTemplate read(ByteReader in) {
        return new TransactionTemplate(
                UnsignedTransaction.read(in), in.vector(Signature::read), in.vector(Signature::read));
    }

    @Override
    public void write(ByteWriter out) {
        unsigned.write(out);
        out.vector(inputSignatures).vector(scriptSignatures);
    }

    /** The transaction's id. */
    public Hash id() {
        return unsigned.id();
    }

    /** The transaction as it stands in a block when it runs no script. */
    public Transaction toTransaction() {
        return new Transaction(unsigned, true, List.of(), List.of(), inputSignatures, scriptSignatures);
    }
}
