package dev.flowbed.blueprint.read;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Typed metadata and back: by hand for what people write in files and what is stamped on it here, by Jackson for what a cluster adds,
 * since making Jackson understand all of Kubernetes' metadata takes longer than all the rest of a file.
 */
final class Metadata {
    private static final Set<String> USUAL =
            Set.of("name", "namespace", "labels", "annotations", "creationTimestamp", "generation");

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
        typed.setCreationTimestamp((String) metadata.get("creationTimestamp"));
        typed.setGeneration(
                metadata.get("generation") instanceof Number generation ? (Long) generation.longValue() : null);
        return typed;
    }

    /** What is set, by name, in Kubernetes' own order of names. */
    static Map<?, ?> plain(ObjectMeta typed, ObjectMapper json) {
        if (!isUsual(typed)) {
            return json.convertValue(typed, Map.class);
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        put(plain, "annotations", typed.getAnnotations());
        put(plain, "creationTimestamp", typed.getCreationTimestamp());
        put(plain, "generation", typed.getGeneration());
        put(plain, "labels", typed.getLabels());
        put(plain, "name", typed.getName());
        put(plain, "namespace", typed.getNamespace());
        return plain;
    }

    private static boolean isUsual(ObjectMeta typed) {
        return Stream.of(
                                typed.getDeletionGracePeriodSeconds(),
                                typed.getDeletionTimestamp(),
                                typed.getGenerateName(),
                                typed.getResourceVersion(),
                                typed.getSelfLink(),
                                typed.getUid())
                        .allMatch(Objects::isNull)
                && Stream.of(typed.getFinalizers(), typed.getManagedFields(), typed.getOwnerReferences())
                        .allMatch(List::isEmpty)
                && typed.getAdditionalProperties().isEmpty();
    }

    private static void put(Map<String, Object> plain, String name, @Nullable Object value) {
        if (value != null && !(value instanceof Map<?, ?> map && map.isEmpty())) {
            plain.put(name, value);
        }
    }

    private static Map<String, String> texts(@Nullable Object map) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (map instanceof Map<?, ?> given) {
            given.forEach((key, value) -> texts.put((String) key, (String) value));
        }
        return texts;
    }
}
