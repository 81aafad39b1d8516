package dev.flowbed.operator.metrics;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Counts and times passes, by controller. The extension's own provider is asked before the meters are bound to it, and counts nothing
 * then.
 */
final class ReconcileMetrics {
    private ReconcileMetrics() {}

    @Produces
    @Singleton
    @Unremovable
    static Metrics metrics(MeterRegistry meters) {
        return MicrometerMetricsV2.newBuilder(meters).build();
    }
}
