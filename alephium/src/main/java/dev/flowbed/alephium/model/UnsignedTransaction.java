package dev.flowbed.alephium.model;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.ScriptCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a transaction says before it is signed; its hash is the transaction's id (model/UnsignedTransaction.scala). */
public final class UnsignedTransaction implements Encodable {
    /** The only version there is. */
    public static final int VERSION = 0;

    private final int version;
    private final int networkId;
    private final Optional<ScriptCode> script;
    private final int gasAmount;
    private final U256 gasPrice;
    private final List<TxInput> inputs;
    private final List<TxOutput.Asset> fixedOutputs;
    private final Hash id;

    /** Version and network id are signed bytes; gas is not negative; the price is in atto ALPH. */
    public UnsignedTransaction(
            int version,
            int networkId,
            Optional<ScriptCode> script,
            int gasAmount,
            U256 gasPrice,
            List<TxInput> inputs,
            List<TxOutput.Asset> fixedOutputs) {
        this.version = version;
        this.networkId = networkId;
        this.script = script;
        this.gasAmount = gasAmount;
        this.gasPrice = gasPrice;
        this.inputs = List.copyOf(inputs);
        this.fixedOutputs = List.copyOf(fixedOutputs);
        this.id = Hash.blake2b(encodeFields());
    }

    public static UnsignedTransaction read(ByteReader in) {
        int version = (byte) in.u8();
        int networkId = (byte) in.u8();
        Optional<ScriptCode> script = in.option(ScriptCode::readStateful);
        int gas = in.compactInt();
        if (gas < 0) {
            throw in.error("Negative gas " + gas);
        }
        return new UnsignedTransaction(
                version,
                networkId,
                script,
                gas,
                U256.read(in),
                in.vector(TxInput::read),
                in.vector(TxOutput.Asset::read));
    }

    private byte[] encodeFields() {
        ByteWriter out = new ByteWriter();
        write(out);
        return out.toByteArray();
    }

    @Override
    public void write(ByteWriter out) {
        out.u8(version).u8(networkId).bool(script.isPresent());
        script.ifPresent(code -> code.write(out));
        out.compactInt(gasAmount);
        gasPrice.write(out);
        out.vector(inputs).vector(fixedOutputs);
    }

    /** The transaction's id. */
    public Hash id() {
        return id;
    }

    public int version() {
        return version;
    }

    public int networkId() {
        return networkId;
    }

    public Optional<ScriptCode> script() {
        return script;
    }

    public int gasAmount() {
        return gasAmount;
    }

    /** In atto ALPH per unit of gas. */
    public U256 gasPrice() {
        return gasPrice;
    }

    /** In atto ALPH; fails with {@link ArithmeticException} on absurd prices, which validation refuses. */
    public U256 gasFee() {
        return gasPrice.times(gasAmount);
    }

    public List<TxInput> inputs() {
        return inputs;
    }

    public List<TxOutput.Asset> fixedOutputs() {
        return fixedOutputs;
    }

    /** The references to the fixed outputs, in order. */
    public List<TxOutputRef> fixedOutputRefs() {
        List<TxOutputRef> refs = new ArrayList<>(fixedOutputs.size());
        for (int i = 0; i < fixedOutputs.size(); i++) {
            refs.add(TxOutputRef.of(id, i, fixedOutputs.get(i)));
        }
        return refs;
    }

    /** The group of the first input; meaningful for valid transactions that have inputs. */
    public int fromGroup(int groups) {
        return inputs.get(0).outputRef().hint().group(groups);
    }

    /** The group of the first output to another group than the inputs', or the inputs' own. */
    public int toGroup(int groups) {
        int from = fromGroup(groups);
        for (TxOutput.Asset output : fixedOutputs) {
            int to = output.lockupScript().group(groups);
            if (to != from) {
                return to;
            }
        }
        return from;
    }

    /** The chain that the transaction belongs on. */
    public ChainIndex chainIndex(int groups) {
        return new ChainIndex(fromGroup(groups), toGroup(groups));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnsignedTransaction that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(id);
    }

    @Override
    public String toString() {
        return "UnsignedTransaction " + id;
    }
}
