package dev.flowbed.rill.config;

import dev.flowbed.alephium.crypto.Wallet;

/**
 * Settings under {@code flowbed.dev}: aids for development, which no other Alephium node has.
 *
 * @param enabled whether they are there
 * @param walletMnemonic the words of the wallet that pays when addresses are funded
 */
public record DevelopmentSettings(boolean enabled, String walletMnemonic) {
    /** None, as on every node that is not told otherwise. */
    public static final DevelopmentSettings OFF = new DevelopmentSettings(false, Wallet.DEVNET_MNEMONIC);
}
