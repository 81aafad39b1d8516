package dev.flowbed.alephium.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where two JSON trees first differ. Numbers are compared by value, objects by their fields in order.
 *
 * @param path the field, such as {@code transactions[0].unsigned.txId}; empty for the whole
 */
public record JsonDifference(String path, String expected, String found) {
    private static final int LONGEST = 200;

    /** The first difference, if there is one. */
    public static Optional<JsonDifference> first(JsonNode expected, JsonNode found) {
        return compare("", expected, found);
    }

    private static Optional<JsonDifference> compare(String path, JsonNode expected, JsonNode found) {
        if (expected.isObject() && found.isObject()) {
            return compareObjects(path, expected, found);
        } else if (expected.isArray() && found.isArray()) {
            return compareArrays(path, expected, found);
        }
        boolean same = (expected.isNumber() && found.isNumber())
                ? expected.decimalValue().compareTo(found.decimalValue()) == 0
                : expected.equals(found);
        return same ? Optional.empty() : Optional.of(of(path, expected.toString(), found.toString()));
    }

    private static Optional<JsonDifference> compareObjects(String path, JsonNode expected, JsonNode found) {
        List<String> expectedNames = names(expected);
        List<String> foundNames = names(found);
        if (!expectedNames.equals(foundNames)) {
            return Optional.of(of(path, "the fields " + expectedNames, "the fields " + foundNames));
        }
        for (String name : expectedNames) {
            String at = path.isEmpty() ? name : path + "." + name;
            Optional<JsonDifference> difference = compare(at, expected.get(name), found.get(name));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonDifference> compareArrays(String path, JsonNode expected, JsonNode found) {
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            Optional<JsonDifference> difference = compare(path + "[" + i + "]", expected.get(i), found.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return expected.size() == found.size()
                ? Optional.empty()
                : Optional.of(of(path, expected.size() + " elements", found.size() + " elements"));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonDifference of(String path, String expected, String found) {
        return new JsonDifference(path, abbreviate(expected), abbreviate(found));
    }

    private static String abbreviate(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
