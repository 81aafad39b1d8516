package dev.flowbed.alephium.vm;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Decoder;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.codec.FormatException;
import java.util.OptionalInt;

/**
 * A method of a script or contract (vm/Contract.scala).
 *
 * @param isPublic whether others may call it
 * @param usesPreapprovedAssets whether it takes what its caller approved
 * @param usesContractAssets whether it may spend what its contract holds
 * @param paysToContractOnly whether it only adds to what its contract holds
 * @param arguments how many arguments it takes
 * @param locals how many locals it has, arguments included
 * @param returns how many values it returns
 * @param code its instructions; not to be changed
 */
public record Method(
        boolean isPublic,
        boolean usesPreapprovedAssets,
        boolean usesContractAssets,
        boolean paysToContractOnly,
        int arguments,
        int locals,
        int returns,
        Instruction[] code)
        implements Encodable {
    private static final int PAYS_TO_CONTRACT_ONLY = 4;
    private static final int METHOD_SELECTOR = 0xd3;

    /** Reads a method of a transaction script or a contract. */
    public static Method readStateful(ByteReader in) {
        return read(in, Instruction::readStateful);
    }

    /** Reads a method of the script behind an address. */
    public static Method readStateless(ByteReader in) {
        return read(in, Instruction::readStateless);
    }

    private static Method read(ByteReader in, Decoder<Instruction> decoder) {
        boolean isPublic = in.bool();
        int modifier = in.u8();
        int assets = modifier & ~PAYS_TO_CONTRACT_ONLY;
        if (assets > 3) {
            throw in.error("expected the asset modifier of a method (0 to 7), found " + modifier);
        }
        return new Method(
                isPublic,
                (assets & 1) == 1,
                assets == 1 || assets == 2,
                (modifier & PAYS_TO_CONTRACT_ONLY) != 0,
                in.compactInt(),
                in.compactInt(),
                in.compactInt(),
                in.vector(decoder).toArray(Instruction[]::new));
    }

    @Override
    public void write(ByteWriter out) {
        out.bool(isPublic)
                .u8(modifier())
                .compactInt(arguments)
                .compactInt(locals)
                .compactInt(returns);
        out.compactInt(code.length);
        for (Instruction instruction : code) {
            instruction.write(out);
        }
    }

    /** The same for everybody to call. */
    public Method asPublic() {
        return new Method(
                true, usesPreapprovedAssets, usesContractAssets, paysToContractOnly, arguments, locals, returns, code);
    }

    private int modifier() {
        int assets = usesPreapprovedAssets ? (usesContractAssets ? 1 : 3) : (usesContractAssets ? 2 : 0);
        return paysToContractOnly ? assets | PAYS_TO_CONTRACT_ONLY : assets;
    }

    /** Whether the numbers of arguments, locals and returned values fit each other. */
    public boolean isValid() {
        return arguments >= 0 && locals >= arguments && returns >= 0;
    }

    /** The selector that a serialized public method starts with; empty when it has none. */
    static OptionalInt selectorOf(Bytes method) {
        try {
            ByteReader in = new ByteReader(method);
            if (!in.bool()) {
                return OptionalInt.empty();
            }
            in.u8();
            for (int i = 0; i < 4; i++) {
                in.compactInt();
            }
            return in.u8() == METHOD_SELECTOR ? OptionalInt.of(in.int32()) : OptionalInt.empty();
        } catch (FormatException e) {
            return OptionalInt.empty();
        }
    }
}
