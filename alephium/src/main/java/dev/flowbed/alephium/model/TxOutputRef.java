package dev.flowbed.alephium.model;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Hint;
import org.jspecify.annotations.Nullable;

/** Names an output: its hint and its key (model/TxInput.scala). */
public record TxOutputRef(Hint hint, Hash key) implements Encodable {
    /** The key of a transaction's output at an index: the hash of both. */
    public static Hash keyOf(Hash txId, int index) {
        return Hash.blake2b(new ByteWriter(36).raw(txId.toArray()).int32(index).toByteArray());
    }

    /** The reference to a transaction's output at an index. */
    public static TxOutputRef of(Hash txId, int index, TxOutput output) {
        return new TxOutputRef(output.hint(), keyOf(txId, index));
    }

    public static TxOutputRef read(ByteReader in) {
        return new TxOutputRef(Hint.read(in), Hash.read(in));
    }

    /** Reads a reference that must be to an asset output. */
    public static TxOutputRef readAsset(ByteReader in) {
        TxOutputRef ref = read(in);
        if (!ref.hint.isAsset()) {
            throw in.error("expected a reference to an asset output, found one to a contract output");
        }
        return ref;
    }

    /** Reads a reference that must be to a contract output. */
    public static TxOutputRef readContract(ByteReader in) {
        TxOutputRef ref = read(in);
        if (ref.hint.isAsset()) {
            throw in.error("expected a reference to a contract output, found one to an asset output");
        }
        return ref;
    }

    @Override
    public void write(ByteWriter out) {
        hint.write(out);
        key.write(out);
    }

    // by hand: the methods that a record makes up cost each node tens of milliseconds at their first call
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TxOutputRef that && hint.equals(that.hint) && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
