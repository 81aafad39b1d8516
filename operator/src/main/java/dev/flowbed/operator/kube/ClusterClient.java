package dev.flowbed.operator.kube;

import dev.flowbed.operator.OperatorSettings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The operator's one connection to the API server, whose requests are counted. */
final class ClusterClient {

    @Produces
    @Singleton
    @Unremovable
    KubernetesClient client(
            KubernetesSerialization serialization, Config config, MeterRegistry meters, OperatorSettings settings) {
        ApiRequests requests = new ApiRequests(meters, settings.access().strict());
        return new KubernetesClientBuilder()
                .withKubernetesSerialization(serialization)
                .withConfig(config)
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("requests", requests))
                .build();
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }
}
