package dev.flowbed.rill.api;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.script.LockupScript;
import java.util.List;
import java.util.Optional;

/** What the API asks of mining, and tells it. Thread-safe. */
public interface MiningControl {
    /** Who is rewarded, in group order; empty until somebody said so. */
    Optional<List<LockupScript.Asset>> minerAddresses();

    /** Rewards others from now on: one address a group, in group order. */
    void setMinerAddresses(List<LockupScript.Asset> addresses);

    /** Mines in the node until {@link #stop}. */
    void start();

    void stop();

    /** Mines a block of a chain as soon as may be, where the settings let development do so. */
    void mineOneBlock(ChainIndex chain);
}
