package dev.flowbed.operator.kube;

import io.javaoperatorsdk.operator.processing.retry.GenericRetry;

/** A pass that failed is tried again after a second, then after twice as long each time up to a minute, and never given up. */
public class PatientRetry extends GenericRetry {
    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 60_000;

    /** Made by name, by the framework. */
    public PatientRetry() {
        setInitialInterval(FIRST_MILLIS);
        setIntervalMultiplier(2);
        setMaxInterval(LONGEST_MILLIS);
        withoutMaxAttempts();
    }
}
