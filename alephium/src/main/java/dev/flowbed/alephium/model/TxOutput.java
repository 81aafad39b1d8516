package dev.flowbed.alephium.model;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Hint;
import dev.flowbed.alephium.script.LockupScript;
import java.util.List;

/** An output of a transaction (model/TxOutput.scala). Written with a tag where both kinds may stand. */
public sealed interface TxOutput extends Encodable {
    /** In atto ALPH. */
    U256 amount();

    LockupScript lockupScript();

    List<TokenAmount> tokens();

    default Hint hint() {
        return lockupScript().hint();
    }

    /**
     * An output to an address.
     *
     * @param lockTime milliseconds since 1970 before which it cannot be spent; zero for no lock. The world state holds the
     *     block's timestamp where this is zero.
     */
    record Asset(U256 amount, LockupScript.Asset lockupScript, long lockTime, List<TokenAmount> tokens, Bytes data)
            implements TxOutput {
        public Asset {
            tokens = List.copyOf(tokens);
        }

        /** A plain output of ALPH. */
        public static Asset of(U256 amount, LockupScript.Asset lockupScript) {
            return new Asset(amount, lockupScript, 0, List.of(), Bytes.EMPTY);
        }

        /** Reads an output known to be of this kind. */
        public static Asset read(ByteReader in) {
            return new Asset(
                    U256.read(in),
                    LockupScript.Asset.read(in),
                    in.timestamp(),
                    in.vector(TokenAmount::read),
                    in.blob());
        }

        /** The same output with another lock time. */
        public Asset withLockTime(long millis) {
            return new Asset(amount, lockupScript, millis, tokens, data);
        }

        @Override
        public void write(ByteWriter out) {
            amount.write(out);
            lockupScript.write(out);
            out.timestamp(lockTime).vector(tokens).blob(data);
        }
    }

    /** An output to a contract; only the execution of contracts makes these. */
    record Contract(U256 amount, LockupScript.P2c lockupScript, List<TokenAmount> tokens) implements TxOutput {
        public Contract {
            tokens = List.copyOf(tokens);
        }

        /** Reads an output known to be of this kind: its lockup script is the contract id alone. */
        public static Contract read(ByteReader in) {
            return new Contract(U256.read(in), new LockupScript.P2c(Hash.read(in)), in.vector(TokenAmount::read));
        }

        @Override
        public void write(ByteWriter out) {
            amount.write(out);
            lockupScript.contractId().write(out);
            out.vector(tokens);
        }
    }

    /** Reads an output of either kind, told apart by a tag. */
    static TxOutput readTagged(ByteReader in) {
        int tag = in.u8();
        return switch (tag) {
            case 0 -> Asset.read(in);
            case 1 -> Contract.read(in);
            default -> throw in.error("expected 0 or 1 for the kind of an output, found " + tag);
        };
    }

    /** Writes an output of either kind with its tag. */
    static void writeTagged(ByteWriter out, TxOutput output) {
        output.write(out.u8(output instanceof Asset ? 0 : 1));
    }
}
