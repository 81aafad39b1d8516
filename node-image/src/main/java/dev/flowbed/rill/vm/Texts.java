package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;

/** Addresses and amounts in messages. */
final class Texts {

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
        return ValText.of(value);
    }
}
