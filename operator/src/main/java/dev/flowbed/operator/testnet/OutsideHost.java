package dev.flowbed.operator.testnet;

/** The names that shards are found at outside the cluster. */
final class OutsideHost {
    private OutsideHost() {}

    /** The host of a shard: the first has the host itself. */
    static String of(String host, int broker) {
        return broker == 0 ? host : "b" + broker + "-" + host;
    }
}
