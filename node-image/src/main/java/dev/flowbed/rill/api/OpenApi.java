package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** An OpenAPI 3.0 description made from the endpoints that are served, so that it cannot say anything else. */
final class OpenApi {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode schemas = NODES.objectNode();
    private final boolean keyNeeded;

    private OpenApi(boolean keyNeeded) {
        this.keyNeeded = keyNeeded;
    }

    /** The description of some endpoints. */
    static ObjectNode describe(List<Endpoint> endpoints, String version, boolean keyNeeded) {
        return new OpenApi(keyNeeded).document(endpoints, version);
    }

    private ObjectNode document(List<Endpoint> endpoints, String version) {
        ObjectNode document = NODES.objectNode().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", "Alephium API, as served by rill")
                .put("version", version);
        document.putArray("servers").addObject().put("url", "../");
        ObjectNode paths = document.putObject("paths");
        for (Endpoint endpoint : endpoints) {
            ObjectNode path = paths.withObjectProperty(endpoint.pathText());
            path.set(endpoint.method().toLowerCase(Locale.ROOT), operation(endpoint));
        }
        error("BadRequest", false);
        error("Unauthorized", false);
        error("NotFound", true);
        error("InternalServerError", false);
        error("ServiceUnavailable", false);
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas);
        components
                .putObject("securitySchemes")
                .putObject("apiKeyAuth")
                .put("type", "apiKey")
                .put("name", ApiKeys.HEADER)
                .put("in", "header");
        return document;
    }

    private void error(String name, boolean resource) {
        ObjectNode schema = schemas.putObject(name).put("type", "object");
        ArrayNode required = schema.putArray("required").add("detail");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("detail").put("type", "string");
        if (resource) {
            required.add("resource");
            properties.putObject("resource").put("type", "string");
        }
    }

    private ObjectNode operation(Endpoint endpoint) {
        ObjectNode operation = NODES.objectNode();
        operation.putArray("tags").add(endpoint.tag());
        operation.put("summary", endpoint.summary());
        operation.put("operationId", operationId(endpoint));
        ArrayNode parameters = operation.putArray("parameters");
        endpoint.path().stream()
                .filter(segment -> segment.startsWith("{"))
                .forEach(segment -> parameters
                        .addObject()
                        .put("name", segment.substring(1, segment.length() - 1))
                        .put("in", "path")
                        .put("required", true)
                        .putObject("schema")
                        .put("type", "string"));
        endpoint.parameters()
                .forEach(query -> parameters
                        .addObject()
                        .put("name", query.name())
                        .put("in", "query")
                        .put("required", query.required())
                        .set("schema", schema(query.shape())));
        endpoint.body().ifPresent(shape -> {
            ObjectNode body = operation.putObject("requestBody").put("required", true);
            body.putObject("content").putObject("application/json").set("schema", schema(shape));
        });
        ObjectNode responses = operation.putObject("responses");
        ObjectNode ok = responses.putObject("200").put("description", "Ok");
        endpoint.answer()
                .ifPresent(shape ->
                        ok.putObject("content").putObject("application/json").set("schema", schema(shape)));
        failure(responses, "400", "BadRequest");
        failure(responses, "401", "Unauthorized");
        failure(responses, "404", "NotFound");
        failure(responses, "500", "InternalServerError");
        failure(responses, "503", "ServiceUnavailable");
        if (keyNeeded && !endpoint.open()) {
            operation.putArray("security").addObject().putArray("apiKeyAuth");
        }
        return operation;
    }

    private static void failure(ObjectNode responses, String status, String name) {
        responses
                .putObject(status)
                .put("description", name)
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + name);
    }

    private static String operationId(Endpoint endpoint) {
        StringBuilder id = new StringBuilder(endpoint.method().toLowerCase(Locale.ROOT));
        for (String segment : endpoint.path()) {
            String word = segment.replaceAll("[{}]", "");
            id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return id.toString();
    }

    private ObjectNode schema(Shape shape) {
        ObjectNode schema = NODES.objectNode();
        if (shape instanceof Shape.Scalar scalar) {
            schema.put("type", scalar.type());
            if (!scalar.format().isEmpty()) {
                schema.put("format", scalar.format());
            }
            if (!scalar.description().isEmpty()) {
                schema.put("description", scalar.description());
            }
        } else if (shape instanceof Shape.ListOf list) {
            schema.put("type", "array").set("items", schema(list.element()));
        } else if (shape instanceof Shape.OneOf several) {
            ArrayNode alternatives = schema.putArray("oneOf");
            several.shapes().forEach(alternative -> alternatives.add(schema(alternative)));
        } else if (shape instanceof Shape.Structure structure) {
            define(structure);
            schema.put("$ref", "#/components/schemas/" + structure.name());
        }
        return schema;
    }

    private void define(Shape.Structure structure) {
        if (schemas.has(structure.name())) {
            return;
        }
        ObjectNode schema = schemas.putObject(structure.name()).put("type", "object");
        List<String> required = structure.fields().stream()
                .filter(Shape.Field::required)
                .map(Shape.Field::name)
                .toList();
        if (!required.isEmpty()) {
            ArrayNode names = schema.putArray("required");
            required.forEach(names::add);
        }
        ObjectNode properties = schema.putObject("properties");
        structure.fields().forEach(field -> properties.set(field.name(), schema(field.shape())));
    }
}
