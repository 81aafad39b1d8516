package dev.flowbed.observer;

/**
 * One thing that is so, is not so, or is not known: as Kubernetes has it, without the times.
 *
 * @param reason one word in CamelCase, for programs
 * @param message a sentence, for people
 */
public record Condition(String type, Status status, String reason, String message) {
    /** The summary of all others. */
    public static final String READY = "Ready";
    /** Every node answers. */
    public static final String NODES_REACHABLE = "NodesReachable";
    /** Every clique has come together. */
    public static final String CLIQUES_FORMED = "CliquesFormed";
    /** Every node has what its peers have. */
    public static final String SYNCED = "Synced";
    /** Every chain of every clique grows. */
    public static final String CHAINS_ADVANCING = "ChainsAdvancing";
    /** Chains and cliques are near one another. */
    public static final String SKEW_BOUNDED = "SkewBounded";
    /** Every miner mines. */
    public static final String MINING = "Mining";

    /** Whether a condition holds. */
    public enum Status {
        TRUE("True"),
        FALSE("False"),
        UNKNOWN("Unknown");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        /** As Kubernetes writes it. */
        @Override
        public String toString() {
            return text;
        }
    }

    static Condition yes(String type, String reason, String message) {
        return new Condition(type, Status.TRUE, reason, message);
    }

    static Condition no(String type, String reason, String message) {
        return new Condition(type, Status.FALSE, reason, message);
    }

    static Condition unknown(String type, String reason, String message) {
        return new Condition(type, Status.UNKNOWN, reason, message);
    }

    public boolean isTrue() {
        return status == Status.TRUE;
    }
}
