package dev.flowbed.alephium.consensus;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;

/** Limits and minimums of transactions and blocks, since Rhone (model/package.scala, protocol/.../ALPH.scala). */
public final class Limits {
    /** The least gas a transaction may name. */
    public static final int MIN_GAS = 20_000;
    /** The most gas in one block. */
    public static final int MAX_GAS_PER_BLOCK = 10_000_000;
    /** The most gas in one transaction. */
    public static final int MAX_GAS_PER_TX = MAX_GAS_PER_BLOCK / 2;
    /** Transactions in one block, by the gas that each needs at least before Rhone. */
    public static final int MAX_TXS_PER_BLOCK = 2000;
    /** The gas price of a coinbase, atto ALPH. */
    public static final U256 COINBASE_GAS_PRICE = Alph.nano(1);
    /** The least gas price of any other transaction, atto ALPH. */
    public static final U256 MIN_GAS_PRICE = Alph.nano(100);
    /** The least ALPH in an output, atto ALPH. */
    public static final U256 DUST = Alph.nano(1_000_000);

    public static final int MAX_INPUTS = 256;
    public static final int MAX_OUTPUTS = 256;
    /** Bytes of data in an output. */
    public static final int MAX_OUTPUT_DATA = 256;

    public static final int MAX_SCRIPT_SIGNATURES = 32;
    /** Keys in a multisig. */
    public static final int MAX_MULTISIG_KEYS = 16;

    public static final int MAX_TOKENS_PER_ASSET_OUTPUT = 1;
    public static final int MAX_TOKENS_PER_CONTRACT_OUTPUT = 8;
    /** Bytes of a script or contract. */
    public static final int MAX_CODE = 32 * 1024;
    /** Bytes of a contract's fields. */
    public static final int MAX_FIELDS = 3 * 1024;
    /** How far a header's time may be ahead of the clock, in milliseconds (config/ConsensusConfigs.scala). */
    public static final long MAX_CLOCK_DRIFT_MILLIS = 15_000;

    private Limits() {}
}
