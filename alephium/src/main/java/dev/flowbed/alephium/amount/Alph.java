package dev.flowbed.alephium.amount;

import dev.flowbed.alephium.codec.FormatException;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ALPH as people write it: "1.5 ALPH" is 1500000000000000000 atto ALPH. */
public final class Alph {
    private static final int DECIMALS = 18;
    private static final Pattern TEXT = Pattern.compile("([0-9]*\\.?[0-9]+) *ALPH");

    /** One ALPH, in atto ALPH. */
    public static final U256 ONE =
            new U256(BigDecimal.ONE.movePointRight(DECIMALS).toBigIntegerExact());
    /** One nano ALPH, in atto ALPH. */
    public static final U256 NANO = U256.of(1_000_000_000L);
    /** One hundredth of an ALPH, in atto ALPH. */
    public static final U256 CENT = ONE.dividedBy(100);
    /** More than there will ever be: 10^9 ALPH (protocol/.../ALPH.scala). */
    public static final U256 MAX = ONE.times(1_000_000_000L);

    private Alph() {}

    /** Whole ALPH to atto ALPH. */
    public static U256 of(long alph) {
        return ONE.times(alph);
    }

    /** Nano ALPH to atto ALPH. */
    public static U256 nano(long nano) {
        return NANO.times(nano);
    }

    /**
     * Reads "1.5 ALPH" or plain atto ALPH digits, as the official configuration and REST API do; {@link FormatException} for
     * anything else, more than 18 decimals included.
     */
    public static U256 parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return U256.parse(text);
        }
        BigDecimal amount = new BigDecimal(matcher.group(1));
        if (amount.scale() > DECIMALS) {
            throw new FormatException("more than 18 decimals: " + text);
        }
        return U256.parse(amount.movePointRight(DECIMALS).toBigIntegerExact().toString());
    }

    /** The amount in ALPH with as many decimals as it needs: "1.5 ALPH". */
    public static String format(U256 atto) {
        return plain(atto) + " ALPH";
    }

    /** As the REST API's hints have it: like {@link #format}, but very small amounts in scientific notation ("1E-18 ALPH"). */
    public static String hint(U256 atto) {
        return new BigDecimal(plain(atto)) + " ALPH";
    }

    /** As the official error messages have it, in the precision of a double: "1,234.5 ALPH" (protocol/.../ALPH.scala, prettifyAmount). */
    public static String pretty(U256 atto) {
        if (atto.isZero()) {
            return "0 ALPH";
        }
        DecimalFormat format =
                new DecimalFormat("#,##0.0#################", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(new BigDecimal(atto.value(), DECIMALS).doubleValue()) + " ALPH";
    }

    /** The number alone: "1.5". */
    public static String plain(U256 atto) {
        BigDecimal alph = new BigDecimal(atto.value()).movePointLeft(DECIMALS).stripTrailingZeros();
        return alph.scale() < 0 ? alph.setScale(0).toPlainString() : alph.toPlainString();
    }
}
