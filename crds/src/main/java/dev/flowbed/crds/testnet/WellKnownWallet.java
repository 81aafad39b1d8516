package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Wallets whose keys everybody knows. */
public enum WellKnownWallet {
    /** The one that Alephium's development networks and test suites fund. */
    @JsonProperty("devnet")
    DEVNET
}
