package dev.flowbed.alephium.script;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.codec.FormatException;

/**
 * A script, opaque but well formed: its methods and their instructions are walked when read, since code carries no length of its
 * own (vm/Contract.scala). The bytes are the canonical ones, as the official node would write them again.
 */
public record ScriptCode(Bytes bytes) implements Encodable {
    private static final int PAY_TO_CONTRACT_ONLY = 4;

    /** Reads a transaction script. */
    public static ScriptCode readStateful(ByteReader in) {
        return read(in, true);
    }

    /** Reads the script behind a pay-to-script-hash address. */
    public static ScriptCode readStateless(ByteReader in) {
        return read(in, false);
    }

    /** Checks a transaction script given as bytes. */
    public static ScriptCode ofStateful(Bytes bytes) {
        return ByteReader.readAll(bytes, ScriptCode::readStateful);
    }

    /** Checks a pay-to-script-hash script given as bytes. */
    public static ScriptCode ofStateless(Bytes bytes) {
        return ByteReader.readAll(bytes, ScriptCode::readStateless);
    }

    private static ScriptCode read(ByteReader in, boolean stateful) {
        int start = in.position();
        ByteWriter out = new ByteWriter();
        int methods = in.count();
        out.compactInt(methods);
        if (methods == 0) {
            throw new FormatException(start, "expected a script, found one without methods");
        }
        for (int i = 0; i < methods; i++) {
            method(in, out, stateful, i == 0);
        }
        return new ScriptCode(out.toBytes());
    }

    private static void method(ByteReader in, ByteWriter out, boolean stateful, boolean entry) {
        int start = in.position();
        boolean isPublic = in.bool();
        int modifier = in.u8();
        int assets = modifier & ~PAY_TO_CONTRACT_ONLY;
        if (assets > 3) {
            throw in.error("expected the asset modifier of a method (0 to 7), found " + modifier);
        }
        int arguments = in.compactInt();
        int locals = in.compactInt();
        int returns = in.compactInt();
        boolean usesPreapprovedAssets = (assets & 1) == 1;
        if (entry && !isPublic) {
            throw new FormatException(start, "expected a public entry method, found a private one");
        }
        if (!stateful && usesPreapprovedAssets) {
            throw new FormatException(start, "expected a script that approves no assets");
        }
        if (arguments < 0 || locals < arguments || returns < 0) {
            throw new FormatException(
                    start,
                    "expected 0 <= arguments <= locals and 0 <= returns, found " + arguments + ", " + locals + ", "
                            + returns);
        }
        out.bool(isPublic).u8(modifier);
        out.compactInt(arguments).compactInt(locals).compactInt(returns);
        int instructions = in.count();
        out.compactInt(instructions);
        for (int i = 0; i < instructions; i++) {
            Instructions.copy(in, out, stateful);
        }
    }

    /** True when the entry method takes assets that the transaction approves. */
    public boolean usesPreapprovedAssets() {
        ByteReader in = new ByteReader(bytes);
        in.compactInt();
        in.bool();
        return (in.u8() & 1) == 1;
    }

    @Override
    public void write(ByteWriter out) {
        out.raw(bytes);
    }
}
