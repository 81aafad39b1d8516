package dev.flowbed.operator.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chart, rendered by helm itself (helm-java has it as a library). */
record Chart(String namespace, Map<String, Object> values) {
    static final Path REPOSITORY = Path.of("..");
    static final Path FOLDER = REPOSITORY.resolve("helm/flowbed");
    static final String RELEASE = "flowbed";

    static Chart withDefaults() {
        return with(Map.of());
    }

    static Chart with(Map<String, Object> values) {
        return new Chart("flowbed-system", values);
    }

    /** The manifests as one text, definitions of custom resources left out. */
    String text() {
        TemplateCommand template = new Helm(FOLDER)
                .template()
                .withName(RELEASE)
                .withNamespace(namespace)
                // the library alone would render for 1.20
                .withKubeVersion("1.33.0")
                .skipCrds();
        values.forEach(template::set);
        return template.call();
    }

    List<HasMetadata> objects() {
        return parse(text());
    }

    /** The objects of one kind. */
    <R extends HasMetadata> List<R> objects(Class<R> kind) {
        return objects().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static List<HasMetadata> parse(String yaml) {
        return Stream.of(yaml.split("(?m)^---$"))
                .filter(document -> document.lines()
                        .anyMatch(line -> !line.isBlank() && !line.strip().startsWith("#")))
                .map(document -> (HasMetadata) Serialization.unmarshal(document))
                .toList();
    }
}
