package dev.flowbed.operator.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of an earlier definition of a custom resource a later one no longer accepts, or takes to mean something else. */
final class SchemaChanges {
    private static final Pattern IF_PRESENT = Pattern.compile("!has\\(self\\.(\\w+)\\) \\|\\| .*");
    private static final Pattern IF_SO = Pattern.compile("!self\\.(\\w+) \\|\\| .*");

    private static final List<String> FIXED = List.of(
            "type",
            "format",
            "pattern",
            "default",
            "x-kubernetes-int-or-string",
            "x-kubernetes-preserve-unknown-fields",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys");
    private static final List<String> LOWER_BOUNDS = List.of("minimum", "minLength", "minItems", "minProperties");
    private static final List<String> UPPER_BOUNDS = List.of("maximum", "maxLength", "maxItems", "maxProperties");

    private final List<String> found = new ArrayList<>();

    private SchemaChanges() {}

    /** Each incompatible change in a sentence that begins with the field. */
    static List<String> between(JsonNode earlier, JsonNode later) {
        SchemaChanges changes = new SchemaChanges();
        String kind = earlier.at("/spec/names/kind").asText();
        changes.same(kind + " scope", earlier.at("/spec/scope"), later.at("/spec/scope"));
        changes.same(kind + " plural", earlier.at("/spec/names/plural"), later.at("/spec/names/plural"));
        for (JsonNode version : earlier.at("/spec/versions")) {
            String name = version.get("name").asText();
            JsonNode now = version(later, name);
            if (now == null || !now.path("served").asBoolean()) {
                changes.found.add(kind + "/" + name + " is no longer served");
                continue;
            }
            changes.schema(kind, version.at("/schema/openAPIV3Schema"), now.at("/schema/openAPIV3Schema"));
        }
        return changes.found;
    }

    private static JsonNode version(JsonNode definition, String name) {
        for (JsonNode version : definition.at("/spec/versions")) {
            if (version.get("name").asText().equals(name)) {
                return version;
            }
        }
        return null;
    }

    private void same(String what, JsonNode earlier, JsonNode later) {
        if (!earlier.equals(later)) {
            found.add(what + " was " + text(earlier) + " and is " + text(later));
        }
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }

    private void schema(String path, JsonNode earlier, JsonNode later) {
        FIXED.forEach(key -> same(path + ": " + key, earlier.path(key), later.path(key)));
        bounds(path, earlier, later);
        values(path, earlier, later);
        rules(path, earlier, later);
        required(path, earlier, later);
        earlier.path("properties").fields().forEachRemaining(property -> {
            String child = path + "." + property.getKey();
            JsonNode now = later.path("properties").path(property.getKey());
            if (now.isMissingNode()) {
                found.add(child + " is gone");
            } else {
                schema(child, property.getValue(), now);
            }
        });
        if (earlier.has("items")) {
            schema(path + "[]", earlier.get("items"), later.path("items"));
        }
        if (earlier.path("additionalProperties").isObject()) {
            schema(path + ".*", earlier.get("additionalProperties"), later.path("additionalProperties"));
        }
    }

    private void bounds(String path, JsonNode earlier, JsonNode later) {
        for (String key : LOWER_BOUNDS) {
            if (later.has(key)
                    && (!earlier.has(key)
                            || later.get(key).asDouble() > earlier.get(key).asDouble())) {
                same(path + ": " + key, earlier.path(key), later.path(key));
            }
        }
        for (String key : UPPER_BOUNDS) {
            if (later.has(key)
                    && (!earlier.has(key)
                            || later.get(key).asDouble() < earlier.get(key).asDouble())) {
                same(path + ": " + key, earlier.path(key), later.path(key));
            }
        }
    }

    private void values(String path, JsonNode earlier, JsonNode later) {
        if (!later.has("enum")) {
            return;
        }
        if (!earlier.has("enum")) {
            found.add(path + " takes only " + later.get("enum") + " and took anything");
            return;
        }
        Set<String> gone = texts(earlier.get("enum"));
        gone.removeAll(texts(later.get("enum")));
        if (!gone.isEmpty()) {
            found.add(path + " no longer takes " + gone);
        }
    }

    /** What a rule says of those that have, or have switched on, a field that was not there before, no earlier resource breaks. */
    private static boolean isAboutNewField(String rule, JsonNode earlier, JsonNode later) {
        Matcher present = IF_PRESENT.matcher(rule);
        Matcher so = IF_SO.matcher(rule);
        return present.matches() && !earlier.path("properties").has(present.group(1))
                || so.matches() && !earlier.path("properties").has(so.group(1)) && isOff(later, so.group(1));
    }

    private static boolean isOff(JsonNode schema, String field) {
        JsonNode standard = schema.path("properties").path(field).path("default");
        return standard.isBoolean() && !standard.asBoolean();
    }

    private void rules(String path, JsonNode earlier, JsonNode later) {
        Set<String> before = new TreeSet<>();
        earlier.path("x-kubernetes-validations")
                .forEach(rule -> before.add(rule.path("rule").asText()));
        for (JsonNode rule : later.path("x-kubernetes-validations")) {
            String text = rule.path("rule").asText();
            if (!before.contains(text) && !isAboutNewField(text, earlier, later)) {
                found.add(path + " has a new rule: " + rule.path("rule").asText());
            }
        }
    }

    private void required(String path, JsonNode earlier, JsonNode later) {
        Set<String> added = texts(later.path("required"));
        added.removeAll(texts(earlier.path("required")));
        for (String name : added) {
            if (!later.path("properties").path(name).has("default")) {
                found.add(path + "." + name + " is required and was not");
            }
        }
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
