package dev.flowbed.alephium.consensus;

/** The upgrades of the protocol, in order (model/HardFork.scala). */
public enum HardFork {
    MAINNET,
    LEMAN,
    RHONE,
    DANUBE;

    /** True when this upgrade or a later one is in force. */
    public boolean includes(HardFork earlier) {
        return compareTo(earlier) >= 0;
    }
}
