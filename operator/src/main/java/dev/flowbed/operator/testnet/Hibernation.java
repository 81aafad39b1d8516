package dev.flowbed.operator.testnet;

import dev.flowbed.crds.Annotations;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.testnet.Testnet;
import java.util.Map;

/** Whether a Testnet sleeps: its time is over or somebody stopped it, its processes are stopped and its data is kept. */
public final class Hibernation {
    /** The condition that remembers it. */
    public static final String CONDITION = "Hibernated";

    private Hibernation() {}

    /** Whether nothing of the Testnet may run. */
    public static boolean is(Testnet testnet) {
        return isAsked(testnet)
                || testnet.getStatus() != null
                        && testnet.getStatus().conditions().stream()
                                .anyMatch(condition -> condition.type().equals(CONDITION)
                                        && condition.status() == ConditionStatus.TRUE);
    }

    /** Whether somebody asks for it, whatever its lifetime says. */
    static boolean isAsked(Testnet testnet) {
        Map<String, String> annotations = testnet.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(Annotations.HIBERNATE));
    }
}
