package dev.flowbed.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plain manifests are what the chart renders. Run with {@code -Dflowbed.regenerate=true} to write them anew. */
class ManifestsTest {
    private static final String HEAD = """
            # Rendered from helm/flowbed; do not edit. Definitions of the custom resources first:
            #   kubectl apply --server-side -f crds/ -f manifests/%s
            """;

    @ParameterizedTest
    @CsvSource({"flowbed.yaml, flowbed-system, ''", "flowbed-namespaced.yaml, flowbed, flowbed"})
    void theyAreAsTheChartRendersThem(String file, String namespace, String watched) throws IOException {
        Map<String, Object> values = new TreeMap<>();
        if (!watched.isEmpty()) {
            values.put("watchNamespaces[0]", watched);
        }
        Path path = Chart.REPOSITORY.resolve("manifests").resolve(file);
        String rendered = HEAD.formatted(file) + manifests(new Chart(namespace, values));
        if (Boolean.getBoolean("flowbed.regenerate")) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, rendered);
        }
        assertThat(path).as("run the test with -Dflowbed.regenerate=true").hasContent(rendered);
    }

    /** With the namespace, which helm makes by itself; without the labels that speak of helm. */
    private static String manifests(Chart chart) {
        HasMetadata namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName(chart.namespace())
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build();
        StringBuilder text = new StringBuilder();
        Stream.concat(Stream.of(namespace), chart.objects().stream()).forEach(object -> {
            Map<String, String> labels = object.getMetadata().getLabels();
            labels.remove("helm.sh/chart");
            labels.replace("app.kubernetes.io/managed-by", "Helm", "kubectl");
            text.append(Serialization.asYaml(object));
        });
        return text.toString();
    }
}
