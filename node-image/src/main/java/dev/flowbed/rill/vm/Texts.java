package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Addresses and amounts in messages. */
final class Texts {
    private static final int MOST_BYTES = 100;

    private Texts() {}

    static String address(LockupScript script) {
        return Address.format(script);
    }

    static String contract(Hash id) {
        return Address.format(new LockupScript.P2c(id));
    }

    static String alph(U256 amount) {
        return Alph.pretty(amount);
    }

    /** A moment, milliseconds since 1970. */
    static String time(long millis) {
        return "TimeStamp(" + millis + "ms)";
    }

    /** A value with its type. */
    static String value(Val value) {
        if (value instanceof Val.Bool bool) {
            return "Bool(" + bool.value() + ")";
        } else if (value instanceof Val.SignedInteger integer) {
            return "I256(" + integer.value() + ")";
        } else if (value instanceof Val.UnsignedInteger integer) {
            return "U256(" + integer.value() + ")";
        } else if (value instanceof Val.ByteVec bytes) {
            return "ByteVec(" + bytes(bytes.value().toArray()) + ")";
        }
        return "Address(" + address(((Val.AddressVal) value).value()) + ")";
    }

    /** The first hundred bytes as numbers. */
    private static String bytes(byte[] bytes) {
        String shown = IntStream.range(0, Math.min(bytes.length, MOST_BYTES))
                .mapToObj(i -> String.valueOf(bytes[i]))
                .collect(Collectors.joining(", ", "ByteString(", ")"));
        return bytes.length <= MOST_BYTES ? shown : shown + "... and [" + (bytes.length - MOST_BYTES) + "] more";
    }
}
