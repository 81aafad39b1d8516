package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import java.math.BigDecimal;

/** Addresses and amounts in messages. */
final class Texts {
    private static final int DECIMALS = 18;

    private Texts() {}

    static String address(LockupScript script) {
        return Address.format(script);
    }

    static String contract(Hash id) {
        return Address.format(new LockupScript.P2c(id));
    }

    static String alph(U256 amount) {
        BigDecimal alph = new BigDecimal(amount.value(), DECIMALS).stripTrailingZeros();
        return (alph.scale() < 1 ? alph.setScale(1) : alph).toPlainString() + " ALPH";
    }
}
