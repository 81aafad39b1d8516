package dev.flowbed.alephium.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.codec.FormatException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads the fields of a JSON object with errors that name the field by its path. */
public final class JsonFields {
    private final JsonNode node;
    private final String path;

    private JsonFields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /** The fields of an object; the path is what errors call it. */
    public static JsonFields of(JsonNode node, String path) {
        if (!node.isObject()) {
            throw new FormatException(path + ": expected an object, found " + kind(node));
        }
        return new JsonFields(node, path);
    }

    private static String kind(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.getNodeType().toString().toLowerCase(Locale.ROOT);
    }

    private String pathOf(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** True when the field is there and not null. */
    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** The field as it is. */
    public JsonNode get(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw new FormatException(pathOf(field) + ": missing");
        }
        return value;
    }

    public String text(String field) {
        JsonNode value = get(field);
        if (!value.isTextual()) {
            throw new FormatException(pathOf(field) + ": expected text, found " + kind(value));
        }
        return value.textValue();
    }

    public boolean bool(String field) {
        JsonNode value = get(field);
        if (!value.isBoolean()) {
            throw new FormatException(pathOf(field) + ": expected true or false, found " + kind(value));
        }
        return value.booleanValue();
    }

    public int integer(String field) {
        JsonNode value = get(field);
        if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
            throw new FormatException(pathOf(field) + ": expected a whole number, found " + value);
        }
        return value.intValue();
    }

    /** A whole number of 64 bits, perhaps written as text. */
    public long number(String field) {
        JsonNode value = get(field);
        if (value.canConvertToExactIntegral() && value.canConvertToLong()) {
            return value.longValue();
        } else if (value.isTextual()) {
            try {
                return Long.parseLong(value.textValue());
            } catch (NumberFormatException e) {
                // falls through to the error
            }
        }
        throw new FormatException(pathOf(field) + ": expected a whole number, found " + value);
    }

    /** A whole number of any size, perhaps written as text. */
    public BigInteger bigInteger(String field) {
        JsonNode value = get(field);
        if (value.canConvertToExactIntegral()) {
            return value.bigIntegerValue();
        }
        try {
            return new BigInteger(text(field));
        } catch (NumberFormatException e) {
            throw new FormatException(pathOf(field) + ": expected a whole number, found " + value);
        }
    }

    /** Text read by a parser, whose errors get the field's path. */
    public <T> T parse(String field, Function<String, T> parser) {
        String text = text(field);
        try {
            return parser.apply(text);
        } catch (FormatException e) {
            throw new FormatException(pathOf(field) + ": " + e.getMessage());
        }
    }

    /** The elements of an array, read by node and path. */
    public <T> List<T> list(String field, BiFunction<JsonNode, String, T> each) {
        JsonNode array = get(field);
        if (!array.isArray()) {
            throw new FormatException(pathOf(field) + ": expected an array, found " + kind(array));
        }
        List<T> values = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            values.add(each.apply(array.get(i), pathOf(field) + "[" + i + "]"));
        }
        return values;
    }

    /** The objects of an array. */
    public <T> List<T> objects(String field, Function<JsonFields, T> each) {
        return list(field, (element, at) -> each.apply(of(element, at)));
    }

    /** The texts of an array, read by a parser. */
    public <T> List<T> texts(String field, Function<String, T> parser) {
        return list(field, (element, at) -> {
            if (!element.isTextual()) {
                throw new FormatException(at + ": expected text, found " + kind(element));
            }
            try {
                return parser.apply(element.textValue());
            } catch (FormatException e) {
                throw new FormatException(at + ": " + e.getMessage());
            }
        });
    }

    /** An object within this one. */
    public JsonFields object(String field) {
        return of(get(field), pathOf(field));
    }

    /** Where this object stands. */
    public String path() {
        return path;
    }
}
