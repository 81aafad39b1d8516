package dev.flowbed.alephium.model;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.Hash;
import java.util.ArrayList;
import java.util.List;

/** A transaction as it stands in a block: with what its script took and made (model/Transaction.scala). */
public record Transaction(
        UnsignedTransaction unsigned,
        boolean scriptExecutionOk,
        List<TxOutputRef> contractInputs,
        List<TxOutput> generatedOutputs,
        List<Signature> inputSignatures,
        List<Signature> scriptSignatures)
        implements Encodable {
    public Transaction {
        contractInputs = List.copyOf(contractInputs);
        generatedOutputs = List.copyOf(generatedOutputs);
        inputSignatures = List.copyOf(inputSignatures);
        scriptSignatures = List.copyOf(scriptSignatures);
    }

    public static Transaction read(ByteReader in) {
        return new Transaction(
                UnsignedTransaction.read(in),
                in.bool(),
                in.vector(TxOutputRef::readContract),
                in.vector(TxOutput::readTagged),
                in.vector(Signature::read),
                in.vector(Signature::read));
    }

    @Override
    public void write(ByteWriter out) {
        unsigned.write(out);
        writeRest(out);
    }

    private void writeRest(ByteWriter out) {
        out.bool(scriptExecutionOk)
                .vector(contractInputs)
                .vector(generatedOutputs, TxOutput::writeTagged)
                .vector(inputSignatures)
                .vector(scriptSignatures);
    }

    /** The transaction's id: what was signed. */
    public Hash id() {
        return unsigned.id();
    }

    /** The leaf of the block's Merkle tree: everything, with the id in place of the unsigned part. */
    public Hash merkleHash() {
        ByteWriter out = new ByteWriter();
        id().write(out);
        writeRest(out);
        return Hash.blake2b(out.toByteArray());
    }

    /** Fixed and generated outputs, in the order their keys count them. */
    public List<TxOutput> outputs() {
        List<TxOutput> all = new ArrayList<>(unsigned.fixedOutputs().size() + generatedOutputs.size());
        all.addAll(unsigned.fixedOutputs());
        all.addAll(generatedOutputs);
        return all;
    }

    /** The references to all outputs, in the same order. */
    public List<TxOutputRef> outputRefs() {
        List<TxOutput> outputs = outputs();
        List<TxOutputRef> refs = new ArrayList<>(outputs.size());
        for (int i = 0; i < outputs.size(); i++) {
            refs.add(TxOutputRef.of(id(), i, outputs.get(i)));
        }
        return refs;
    }

    /** References of inputs and contract inputs: all that is spent. */
    public List<TxOutputRef> inputRefs() {
        List<TxOutputRef> refs = new ArrayList<>(unsigned.inputs().size() + contractInputs.size());
        unsigned.inputs().forEach(input -> refs.add(input.outputRef()));
        refs.addAll(contractInputs);
        return refs;
    }

    /** The transaction as it was submitted. */
    public TransactionTemplate toTemplate() {
        return new TransactionTemplate(unsigned, inputSignatures, scriptSignatures);
    }
}
