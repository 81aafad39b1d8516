package dev.flowbed.alephium.vm;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.script.ScriptCode;
import java.util.List;

/** A script in instructions: of a transaction, or the one behind a script hash (vm/Contract.scala). */
public record Script(List<Method> methods) implements Encodable {
    public Script {
        methods = List.copyOf(methods);
        if (methods.isEmpty()) {
            throw new FormatException("expected a script, found one without methods");
        }
        if (!methods.get(0).isPublic()) {
            throw new FormatException("expected a public entry method, found a private one");
        }
        if (!methods.stream().allMatch(Method::isValid)) {
            throw new FormatException("expected methods with 0 <= arguments <= locals and 0 <= returns");
        }
    }

    /** Reads a transaction script. */
    public static Script readStateful(ByteReader in) {
        return new Script(in.vector(Method::readStateful));
    }

    /** Reads the script behind a script hash. */
    public static Script readStateless(ByteReader in) {
        Script script = new Script(in.vector(Method::readStateless));
        if (script.methods.stream().anyMatch(Method::usesPreapprovedAssets)) {
            throw in.error("expected a script that approves no assets");
        }
        return script;
    }

    /** A transaction's script in instructions. */
    public static Script ofStateful(ScriptCode code) {
        return ByteReader.readAll(code.bytes(), Script::readStateful);
    }

    /** An address's script in instructions. */
    public static Script ofStateless(ScriptCode code) {
        return ByteReader.readAll(code.bytes(), Script::readStateless);
    }

    /** The method that is run. */
    public Method entry() {
        return methods.get(0);
    }

    @Override
    public void write(ByteWriter out) {
        out.vector(methods);
    }
}
