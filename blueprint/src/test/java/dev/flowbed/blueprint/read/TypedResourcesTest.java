package dev.flowbed.blueprint.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypedResourcesTest {
    private static final Map<String, Object> STAMPED = Map.of(
            "name",
            "net",
            "namespace",
            "dev",
            "labels",
            Map.of("team", "chain"),
            "annotations",
            Map.of("why", "a test"),
            "creationTimestamp",
            "2026-01-01T12:00:00Z",
            "generation",
            3);

    @Test
    void aDocumentBecomesAResourceAndBack() {
        Map<String, Object> document = testnet(STAMPED);

        HasMetadata resource = TypedResources.of(document);

        assertThat(resource).isInstanceOf(Testnet.class);
        assertThat(((Testnet) resource).getSpec().cliques()).isEqualTo(2);
        assertThat(resource.getMetadata().getLabels()).containsEntry("team", "chain");
        assertThat(resource.getMetadata().getGeneration()).isEqualTo(3);
        Map<String, Object> again = TypedResources.document(resource);
        assertThat(again.keySet()).containsExactly("apiVersion", "kind", "metadata", "spec");
        assertThat(again.get("metadata"))
                .hasToString("{annotations={why=a test}, creationTimestamp=2026-01-01T12:00:00Z,"
                        + " generation=3, labels={team=chain}, name=net, namespace=dev}");
        assertThat(TypedResources.document(TypedResources.of(again))).isEqualTo(again);
    }

    @Test
    void whatAClusterAddsToTheMetadataIsKept() {
        Map<String, Object> document = testnet(Map.of(
                "name", "net", "uid", "0d5c0b0a", "finalizers", List.of("flowbed.dev/end"), "resourceVersion", "17"));

        Map<String, Object> again = TypedResources.document(TypedResources.of(document));

        assertThat(again.get("metadata")).isEqualTo(document.get("metadata"));
    }

    @Test
    void anotherKindIsRefused() {
        assertThatThrownBy(() -> TypedResources.of(Map.of("kind", "Pod")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no kind of Flowbed's: Pod");
    }

    private static Map<String, Object> testnet(Map<String, Object> metadata) {
        return Map.of(
                "apiVersion",
                "flowbed.dev/v1alpha1",
                "kind",
                "Testnet",
                "metadata",
                metadata,
                "spec",
                Map.of("cliques", 2, "shards", 2));
    }
}
