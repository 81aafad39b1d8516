package dev.flowbed.blueprint.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A structural schema of a custom resource definition, as far as Flowbed's definitions use it. */
record Schema(
        @Nullable String type,
        boolean intOrString,
        Map<String, Schema> properties,
        @Nullable Schema values,
        @Nullable Schema items,
        List<String> required,
        List<Object> allowed,
        @Nullable Number minimum,
        @Nullable Number maximum,
        Bounds length,
        Bounds count,
        Bounds entries,
        @Nullable Pattern pattern,
        @Nullable String patternText,
        boolean hasDefault,
        @Nullable Object byDefault,
        List<String> mapKeys,
        List<Rule> rules) {

    /** How few and how many. */
    record Bounds(@Nullable Long least, @Nullable Long most) {}

    /** A rule in CEL. */
    record Rule(String rule, String message, @Nullable String messageExpression, String fieldPath) {
        /** Whether it compares with the resource as it was. */
        boolean isTransition() {
            return rule.contains("oldSelf");
        }
    }

    static Schema of(Map<?, ?> map) {
        Map<String, Schema> properties = new LinkedHashMap<>();
        object(map, "properties").forEach((name, schema) -> properties.put((String) name, of((Map<?, ?>) schema)));
        String pattern = (String) map.get("pattern");
        return new Schema(
                (String) map.get("type"),
                Boolean.TRUE.equals(map.get("x-kubernetes-int-or-string")),
                properties,
                nested(map, "additionalProperties"),
                nested(map, "items"),
                texts(map, "required"),
                list(map, "enum"),
                (Number) map.get("minimum"),
                (Number) map.get("maximum"),
                bounds(map, "minLength", "maxLength"),
                bounds(map, "minItems", "maxItems"),
                bounds(map, "minProperties", "maxProperties"),
                pattern == null ? null : Pattern.compile(endOfText(pattern)),
                pattern,
                map.containsKey("default"),
                map.get("default"),
                "map".equals(map.get("x-kubernetes-list-type")) ? texts(map, "x-kubernetes-list-map-keys") : List.of(),
                list(map, "x-kubernetes-validations").stream()
                        .map(rule -> rule((Map<?, ?>) rule))
                        .toList());
    }

    /** The API server's $ is the end of the text; Java's may stand before a last line break. */
    private static String endOfText(String pattern) {
        return pattern.endsWith("$") ? pattern.substring(0, pattern.length() - 1) + "\\z" : pattern;
    }

    private static Rule rule(Map<?, ?> map) {
        String rule = text(map, "rule");
        String message = text(map, "message");
        return new Rule(
                rule,
                message.isEmpty() ? "must satisfy " + rule : message,
                (String) map.get("messageExpression"),
                text(map, "fieldPath"));
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }

    private static Map<?, ?> object(Map<?, ?> map, String key) {
        return map.get(key) instanceof Map<?, ?> inner ? inner : Map.of();
    }

    private static @Nullable Schema nested(Map<?, ?> map, String key) {
        return map.get(key) instanceof Map<?, ?> inner ? of(inner) : null;
    }

    private static List<Object> list(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list ? List.copyOf(list) : List.of();
    }

    private static List<String> texts(Map<?, ?> map, String key) {
        return list(map, key).stream().map(String.class::cast).toList();
    }

    private static Bounds bounds(Map<?, ?> map, String least, String most) {
        return new Bounds((Long) map.get(least), (Long) map.get(most));
    }
}
