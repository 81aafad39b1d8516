package dev.flowbed.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiRequestTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/namespaces/n/pods, list, '', pods",
        "GET, /api/v1/pods?watch=true&resourceVersion=1, watch, '', pods",
        "GET, /api/v1/namespaces/n/pods/p, get, '', pods",
        "GET, /api/v1/namespaces/n/pods/p/log?previous=true, get, '', pods/log",
        "GET, /api/v1/namespaces/n, get, '', namespaces",
        "POST, /api/v1/namespaces/n/events, create, '', events",
        "PATCH, /apis/apps/v1/namespaces/n/statefulsets/s?fieldManager=flowbed, patch, apps, statefulsets",
        "PATCH, /apis/flowbed.dev/v1alpha1/namespaces/n/testnets/t/status, patch, flowbed.dev, testnets/status",
        "PUT, /apis/coordination.k8s.io/v1/namespaces/n/leases/l, update, coordination.k8s.io, leases",
        "DELETE, /api/v1/namespaces/n/pods/p, delete, '', pods",
        "DELETE, /api/v1/namespaces/n/pods, deletecollection, '', pods",
    })
    void aRequestIsReadAsTheAPIServerReadsIt(String method, String uri, String verb, String group, String resource) {
        assertThat(ApiRequest.of(method, URI.create("https://10.0.0.1" + uri)))
                .contains(new ApiRequest(verb, group, resource));
    }

    @ParameterizedTest
    @CsvSource({"/version", "/apis", "/apis/apps/v1", "/api/v1", "/healthz"})
    void askingWhatKindsThereAreIsNoRequestForAResource(String uri) {
        assertThat(ApiRequest.of("GET", URI.create("https://10.0.0.1" + uri))).isEmpty();
    }

    @Test
    void aRequestBeyondWhatTheRolesGrantFailsBeforeItIsSent() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        KubernetesMockServer server = new KubernetesMockServer(false);
        server.init();
        try (KubernetesClient client = client(server, meters)) {
            // the server knows no pods: what counts is that it was asked
            assertThatThrownBy(() -> client.pods().inNamespace("n").list())
                    .isInstanceOf(KubernetesClientException.class);
            assertThatThrownBy(() -> client.nodes().list()).hasStackTraceContaining("list nodes");
            assertThatThrownBy(() -> client.secrets().inNamespace("n").list()).hasStackTraceContaining("list secrets");
        } finally {
            server.destroy();
        }
        assertThat(meters.counter(ApiRequests.METRIC, "verb", "list", "group", "", "resource", "pods")
                        .count())
                .isEqualTo(1);
    }

    private static KubernetesClient client(KubernetesMockServer server, SimpleMeterRegistry meters) {
        return new KubernetesClientBuilder()
                .withConfig(server.createClient().getConfiguration())
                .withHttpClientBuilderConsumer(
                        builder -> builder.addOrReplaceInterceptor("requests", new ApiRequests(meters, true)))
                .build();
    }
}
