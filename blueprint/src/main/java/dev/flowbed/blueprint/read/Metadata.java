package dev.flowbed.blueprint.read;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes typed metadata: by hand for what people write in files, by Jackson for what a cluster adds. */
final class Metadata {
    private static final Set<String> USUAL = Set.of("name", "namespace", "labels", "annotations");

    private Metadata() {}

    static ObjectMeta of(@Nullable Object given, ObjectMapper json) {
        Map<?, ?> metadata = given instanceof Map<?, ?> map ? map : Map.of();
        if (!USUAL.containsAll(metadata.keySet())) {
            return json.convertValue(metadata, ObjectMeta.class);
        }
        ObjectMeta typed = new ObjectMeta();
        typed.setName((String) metadata.get("name"));
        typed.setNamespace((String) metadata.get("namespace"));
        typed.setLabels(texts(metadata.get("labels")));
        typed.setAnnotations(texts(metadata.get("annotations")));
        return typed;
    }

    private static Map<String, String> texts(@Nullable Object map) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (map instanceof Map<?, ?> given) {
            given.forEach((key, value) -> texts.put((String) key, (String) value));
        }
        return texts;
    }
}
