package dev.flowbed.operator.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Which fields somebody owns, as {@code metadata.managedFields} says it. Lists count as one field, which is less than a real API
 * server does: it knows the elements of some.
 *
 * @param fields in the format FieldsV1
 */
record FieldSet(ObjectNode fields) {
    private static final Set<String> IDENTITY = Set.of("apiVersion", "kind", "metadata.name", "metadata.namespace");

    /** All fields of an object but those that say which it is. */
    static FieldSet of(JsonNode object) {
        return new FieldSet(fields(object, ""));
    }

    private static ObjectNode fields(JsonNode object, String path) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            String at = path + field.getKey();
            if (!IDENTITY.contains(at)) {
                fields.set(
                        "f:" + field.getKey(),
                        field.getValue().isObject()
                                ? fields(field.getValue(), at + ".")
                                : JsonNodeFactory.instance.objectNode());
            }
        });
        return fields;
    }

    /** Takes out of an object what these fields hold and others do not. */
    void removeAllBut(FieldSet others, ObjectNode object) {
        remove(fields, others.fields, object);
    }

    private static void remove(JsonNode mine, JsonNode others, ObjectNode object) {
        mine.properties().forEach(field -> {
            String name = field.getKey().substring(2);
            JsonNode other = others.path(field.getKey());
            if (field.getValue().isEmpty() || !(object.get(name) instanceof ObjectNode nested)) {
                if (other.isMissingNode()) {
                    object.remove(name);
                }
                return;
            }
            remove(field.getValue(), other, nested);
            if (nested.isEmpty() && other.isMissingNode()) {
                object.remove(name);
            }
        });
    }
}
