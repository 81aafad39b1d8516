package dev.flowbed.blueprint.read;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Custom resources from documents that were found valid, and back. There is one mapper for all of a program: Jackson learns each type
 * once, which takes longer than reading any file.
 */
public final class TypedResources {
    static final ObjectMapper JSON = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private TypedResources() {}

    /**
     * The resource of a document with its defaults.
     *
     * @throws IllegalArgumentException for a kind that is not Flowbed's, or a document that is not valid
     */
    public static HasMetadata of(Map<String, @Nullable Object> document) {
        return Kind.of(String.valueOf(document.get("kind")))
                .orElseThrow(() -> new IllegalArgumentException("no kind of Flowbed's: " + document.get("kind")))
                .resource(document, JSON);
    }

    /** A resource as a document without its status. */
    public static Map<String, Object> document(HasMetadata resource) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", resource.getApiVersion());
        document.put("kind", resource.getKind());
        document.put("metadata", Metadata.plain(resource.getMetadata(), JSON));
        if (resource instanceof CustomResource<?, ?> custom && custom.getSpec() != null) {
            document.put("spec", JSON.convertValue(custom.getSpec(), Map.class));
        }
        return document;
    }
}
