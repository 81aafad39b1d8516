package dev.flowbed.operator.testnet;

import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.testnet.Testnet;

/** Whether a Testnet sleeps: its time is over, its processes are stopped and its data is kept. */
public final class Hibernation {
    /** The condition that remembers it. */
    public static final String CONDITION = "Hibernated";

    private Hibernation() {}

    /** Whether nothing of the Testnet may run. */
    public static boolean is(Testnet testnet) {
        return testnet.getStatus() != null
                && testnet.getStatus().conditions().stream()
                        .anyMatch(condition ->
                                condition.type().equals(CONDITION) && condition.status() == ConditionStatus.TRUE);
    }
}
