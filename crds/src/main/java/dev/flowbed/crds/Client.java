package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The full node software that a Testnet runs. */
public enum Client {
    /** Flowbed's own small full node. */
    @JsonProperty("rill")
    RILL("rill"),
    /** The official full node. */
    @JsonProperty("alephium")
    ALEPHIUM("alephium");

    private final String text;

    Client(String text) {
        this.text = text;
    }

    /** As it is written in a resource. */
    @Override
    public String toString() {
        return text;
    }
}
