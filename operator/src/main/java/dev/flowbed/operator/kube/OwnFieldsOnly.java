package dev.flowbed.operator.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.flowbed.blueprint.Labels;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who set which field of an object is written in it at length: more than half of what the caches would hold. Only one entry of that
 * is ever asked for: what Flowbed itself applied, beside status. The others are not even read.
 */
@Singleton
public final class OwnFieldsOnly implements KubernetesClientObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addMixIn(ObjectMeta.class, Trimmed.class);
    }

    /** What is read otherwise. */
    abstract static class Trimmed {
        @JsonDeserialize(using = Entries.class)
        List<ManagedFieldsEntry> managedFields = List.of();
    }

    /** Reads the list. */
    static final class Entries extends JsonDeserializer<List<ManagedFieldsEntry>> {
        @Override
        public List<ManagedFieldsEntry> deserialize(JsonParser json, DeserializationContext context)
                throws IOException {
            List<ManagedFieldsEntry> own = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                JsonNode entry = context.readTree(json);
                if (Labels.FLOWBED.equals(entry.path("manager").asText()) && !entry.has("subresource")) {
                    own.add(context.readTreeAsValue(entry, ManagedFieldsEntry.class));
                }
            }
            return own;
        }
    }
}
