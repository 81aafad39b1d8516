package dev.flowbed.rill.api;

/** Keeps away what must wait until the clique is level with the others. */
final class SyncGate {
    private final NetworkView network;

    SyncGate(NetworkView network) {
        this.network = network;
    }

    /** 503 unless synced. */
    void requireSynced() {
        if (!network.synced()) {
            throw ApiException.unavailable("The clique is not synced");
        }
    }
}
