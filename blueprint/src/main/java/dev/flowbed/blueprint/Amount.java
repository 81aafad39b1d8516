package dev.flowbed.blueprint;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Amounts as resources write them: {@code 1000000 ALPH}, {@code 0.5 ALPH}, or a plain number of atto. */
public final class Amount {
    private static final String ALPH = "ALPH";
    private static final int DECIMALS = 18;

    private Amount() {}

    /**
     * The amount in atto ALPH (10^-18 ALPH).
     *
     * @throws ArithmeticException for a fraction of an atto
     * @throws NumberFormatException for something that is no number
     */
    public static BigInteger atto(String text) {
        if (text.endsWith(ALPH)) {
            String number = text.substring(0, text.length() - ALPH.length()).strip();
            return new BigDecimal(number).movePointRight(DECIMALS).toBigIntegerExact();
        }
        return new BigInteger(text);
    }
}
