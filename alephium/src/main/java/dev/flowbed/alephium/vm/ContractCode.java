package dev.flowbed.alephium.vm;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Blake2b;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Val;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The code of a contract. Methods stay serialized until they are called (vm/Contract.scala, HalfDecoded): number of fields, where
 * each method ends, the methods. Not thread-safe, since it remembers what it decoded.
 */
public final class ContractCode implements Encodable {
    private final int fields;
    private final List<Integer> ends;
    private final Bytes methods;
    private final @Nullable Method[] decoded;
    private final Map<Integer, Integer> selectors = new HashMap<>();
    private final Hash hash;
    private int searched = -1;

    private ContractCode(int fields, List<Integer> ends, Bytes methods) {
        this.fields = fields;
        this.ends = List.copyOf(ends);
        this.methods = methods;
        this.decoded = new Method[ends.size()];
        this.hash = Hash.blake2b(encode());
    }

    /** The code of these methods. */
    public static ContractCode of(int fields, List<Method> methods) {
        ByteWriter out = new ByteWriter();
        List<Integer> ends = new ArrayList<>();
        for (Method method : methods) {
            method.write(out);
            ends.add(out.size());
        }
        return new ContractCode(fields, ends, out.toBytes());
    }

    /** Reads code as it is stored; its methods were checked when it was created. */
    public static ContractCode read(ByteReader in) {
        int fields = in.compactInt();
        List<Integer> ends = in.vector(ByteReader::compactInt);
        int length = ends.isEmpty() ? 0 : Math.max(0, ends.get(ends.size() - 1));
        return new ContractCode(fields, ends, Bytes.wrap(in.raw(Math.min(length, in.remaining()))));
    }

    /** Reads code that somebody gives, each method looked into; {@link FormatException} when it is none. */
    public static ContractCode decode(Bytes bytes) {
        ContractCode given = ByteReader.readAll(bytes, ContractCode::read);
        List<Method> methods = new ArrayList<>();
        for (int i = 0; i < given.methodCount(); i++) {
            methods.add(ByteReader.readAll(given.bytesOf(i), Method::readStateful));
        }
        return of(given.fields, methods);
    }

    private Bytes bytesOf(int index) {
        int from = index == 0 ? 0 : bounded(ends.get(index - 1));
        int to = bounded(ends.get(index));
        return from < to ? methods.slice(from, to) : Bytes.EMPTY;
    }

    private int bounded(int end) {
        return Math.max(0, Math.min(end, methods.length()));
    }

    @Override
    public void write(ByteWriter out) {
        out.compactInt(fields).vector(ends, ByteWriter::compactInt).raw(methods);
    }

    /** The name of this code. */
    public Hash hash() {
        return hash;
    }

    /** How many fields a contract of this code has. */
    public int fields() {
        return fields;
    }

    /** How many methods there are. */
    public int methodCount() {
        return ends.size();
    }

    /** The size of the methods, in bytes. */
    public int methodsLength() {
        return methods.length();
    }

    /** The method of an index that exists. */
    public Method method(int index) {
        Method known = decoded[index];
        if (known == null) {
            known = ByteReader.readAll(bytesOf(index), Method::readStateful);
            decoded[index] = known;
        }
        return known;
    }

    /**
     * Where a selector was found, and how many methods were looked at for that; methods once seen are remembered.
     *
     * @param index the method
     * @param looked how many were looked at, which costs gas
     */
    public record Found(int index, int looked) {}

    /** The method of a selector, null when there is none. */
    public @Nullable Found find(int selector) {
        Integer known = selectors.get(selector);
        if (known != null) {
            return new Found(known, 0);
        }
        int before = searched;
        for (int index = searched + 1; index < methodCount(); index++) {
            OptionalInt own = Method.selectorOf(bytesOf(index));
            if (own.isPresent()) {
                selectors.put(own.getAsInt(), index);
                if (own.getAsInt() == selector) {
                    searched = index;
                    return new Found(index, index - before);
                }
            }
        }
        searched = Math.max(searched, methodCount());
        return null;
    }

    /** The hash of a contract's state when it begins. */
    public Hash initialStateHash(List<Val> immutable, List<Val> mutable) {
        List<Val> all = new ArrayList<>(immutable);
        all.addAll(mutable);
        return Hash.of(Blake2b.doubleHash(
                new ByteWriter().raw(hash.toArray()).vector(all).toByteArray()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContractCode that && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }
}
