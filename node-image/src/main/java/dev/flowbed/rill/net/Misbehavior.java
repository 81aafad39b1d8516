package dev.flowbed.rill.net;

/** What peers must not do, and how much it counts; 100 means a ban (flow/.../MisbehaviorManager.scala). */
enum Misbehavior {
    INVALID_FLOW_DATA(100),
    INVALID_POW(100),
    INVALID_PING_PONG(10),
    INVALID_CLIENT_VERSION(100),
    INVALID_CHAIN_STATE(100),
    SPAMMING(20),
    INVALID_GROUP(20),
    SERDE_ERROR(20),
    REQUEST_TIMEOUT(10),
    INVALID_RESPONSE(10);

    private final int penalty;

    Misbehavior(int penalty) {
        this.penalty = penalty;
    }

    int penalty() {
        return penalty;
    }
}
