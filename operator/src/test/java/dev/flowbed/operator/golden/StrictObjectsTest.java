package dev.flowbed.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.resource.v1.ResourceClaimTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No object that Flowbed makes has a field that Kubernetes does not know, or a name or label that it would refuse. */
class StrictObjectsTest {
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.ofEntries(
            Map.entry("apps/v1 StatefulSet", StatefulSet.class),
            Map.entry("apps/v1 Deployment", Deployment.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("networking.k8s.io/v1 Ingress", Ingress.class),
            Map.entry("gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class),
            Map.entry("resource.k8s.io/v1 ResourceClaimTemplate", ResourceClaimTemplate.class),
            Map.entry("flowbed.dev/v1alpha1 Shard", Shard.class),
            Map.entry("flowbed.dev/v1alpha1 FullNode", FullNode.class),
            Map.entry("flowbed.dev/v1alpha1 MinerPool", MinerPool.class));

    /** The one kind of which the client has no model. */
    private static final String WITHOUT_MODEL = "monitoring.coreos.com/v1 PodMonitor";

    private static final int LONGEST = 63;
    private static final String LABEL_VALUE = "([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?";
    private static final String DNS_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    /** The client's models keep what they do not know; here they must not. */
    private static final YAMLMapper STRICT = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    @TestFactory
    List<DynamicTest> goldenObjectsAreSuchAsKubernetesKnowsThem() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
            List<Path> made = files.filter(file -> file.getFileName().toString().startsWith("out-"))
                    .sorted()
                    .toList();
            assertThat(made).isNotEmpty();
            return made.stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getParent().getFileName() + "/" + file.getFileName(), () -> check(file)))
                    .toList();
        }
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        String misspelt = "{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {sessionAfinity: ClientIP}}";
        assertThatThrownBy(() -> STRICT.readValue(misspelt, Service.class))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("sessionAfinity");
    }

    private static void check(Path file) throws IOException {
        JsonNode tree = STRICT.readTree(Files.readString(file));
        String kind = tree.path("apiVersion").asText() + " " + tree.path("kind").asText();
        if (!kind.equals(WITHOUT_MODEL)) {
            assertThat(KINDS).containsKey(kind);
            assertThat(parsed(tree, KINDS.get(kind)).getMetadata().getName()).isNotEmpty();
        }
        assertThat(tree.at("/metadata/name").asText()).matches(DNS_LABEL).hasSizeLessThanOrEqualTo(LONGEST);
        tree.findValues("labels").forEach(StrictObjectsTest::labels);
        tree.findValues("matchLabels").forEach(StrictObjectsTest::labels);
    }

    private static HasMetadata parsed(JsonNode tree, Class<? extends HasMetadata> kind) {
        try {
            return STRICT.treeToValue(tree, kind);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void labels(JsonNode labels) {
        labels.properties()
                .forEach(label -> assertThat(label.getValue().asText())
                        .as(label.getKey())
                        .matches(LABEL_VALUE)
                        .hasSizeLessThanOrEqualTo(LONGEST));
    }
}
