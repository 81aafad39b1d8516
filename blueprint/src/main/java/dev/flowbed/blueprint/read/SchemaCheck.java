package dev.flowbed.blueprint.read;

import dev.flowbed.alephium.text.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges a value by a schema: types, names of fields, what is required, ranges, patterns. */
final class SchemaCheck {
    private final Findings findings;

    SchemaCheck(Findings findings) {
        this.findings = findings;
    }

    void check(Value value, Schema schema, String path) {
        if (!hasType(value, schema)) {
            findings.add(
                    value.mark(), path, "must be " + wanted(schema) + ", is " + shown(value) + quotes(value, schema));
        } else if (value instanceof Value.Obj map) {
            object(map, schema, path);
        } else if (value instanceof Value.Arr list) {
            array(list, schema, path);
        } else {
            scalar(value, schema, path);
        }
    }

    private static boolean hasType(Value value, Schema schema) {
        String type = value.type();
        if (schema.intOrString()) {
            return type.equals("integer") || type.equals("string");
        }
        return schema.type() == null
                || type.equals(schema.type())
                || (schema.type().equals("number") && type.equals("integer"));
    }

    /** What to do with a number or a word that YAML took for something else. */
    private static String quotes(Value value, Schema schema) {
        boolean text = schema.intOrString() || "string".equals(schema.type());
        return text && value instanceof Value.Scalar && value.plain() != null ? "; put it in quotes" : "";
    }

    private static String wanted(Schema schema) {
        if (schema.intOrString()) {
            return "an integer or a text";
        }
        return switch (String.valueOf(schema.type())) {
            case "object" -> "an object";
            case "array" -> "a list";
            case "string" -> "a text";
            case "integer" -> "an integer";
            case "boolean" -> "true or false";
            default -> "a " + schema.type();
        };
    }

    private static String shown(Value value) {
        if (value instanceof Value.Obj) {
            return "an object";
        } else if (value instanceof Value.Arr) {
            return "a list";
        } else if (value.plain() instanceof String text) {
            return "the text '" + shortened(text) + "'";
        }
        return String.valueOf(value.plain());
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    private void object(Value.Obj map, Schema schema, String path) {
        for (String name : schema.required()) {
            if (!map.fields().containsKey(name)) {
                findings.add(map.mark(), Findings.child(path, name), "is missing, must be given");
            }
        }
        within(map.fields().size(), schema.entries(), "entries", map.mark(), path);
        map.fields().forEach((name, value) -> {
            Schema property = schema.properties().getOrDefault(name, schema.values());
            if (property != null) {
                check(value, property, Findings.child(path, name));
            } else {
                findings.add(map.keyMark(name), Findings.child(path, name), unknown(name, schema));
            }
        });
    }

    /** What to say of a field that does not exist. */
    static String unknown(String name, Schema schema) {
        String fields = schema.properties().keySet().stream().sorted().collect(Collectors.joining(", "));
        return Spelling.nearest(name, schema.properties().keySet())
                .map(near -> "is no such field, did you mean " + near + "?")
                .orElse("is no such field" + (fields.isEmpty() ? "" : ", there are " + fields));
    }

    private void array(Value.Arr list, Schema schema, String path) {
        within(list.items().size(), schema.count(), "items", list.mark(), path);
        Map<List<@Nullable Object>, Integer> seen = new HashMap<>();
        for (int i = 0; i < list.items().size(); i++) {
            Value item = list.items().get(i);
            String at = path + "[" + i + "]";
            if (schema.items() != null) {
                check(item, schema.items(), at);
            }
            if (!schema.mapKeys().isEmpty() && item instanceof Value.Obj map) {
                Integer before = seen.putIfAbsent(key(map, schema.mapKeys()), i);
                if (before != null) {
                    String keys = String.join(" and ", schema.mapKeys());
                    findings.add(item.mark(), at, "has the same " + keys + " as " + path + "[" + before + "]");
                }
            }
        }
    }

    private static List<@Nullable Object> key(Value.Obj map, List<String> names) {
        List<@Nullable Object> key = new ArrayList<>();
        for (String name : names) {
            Value value = map.fields().get(name);
            key.add(value == null ? null : value.plain());
        }
        return key;
    }

    private void scalar(Value value, Schema schema, String path) {
        Object plain = value.plain();
        if (!schema.allowed().isEmpty() && !schema.allowed().contains(plain)) {
            String choices = schema.allowed().stream().map(String::valueOf).collect(Collectors.joining(", "));
            findings.add(value.mark(), path, "must be one of " + choices + "; is " + shown(value));
        }
        if (plain instanceof Number number) {
            range(new BigDecimal(number.toString()), schema, value.mark(), path);
        }
        if (plain instanceof String text) {
            within(text.codePointCount(0, text.length()), schema.length(), "characters", value.mark(), path);
            if (schema.pattern() != null && !schema.pattern().matcher(text).find()) {
                findings.add(value.mark(), path, "must be " + Words.of(schema.patternText()) + "; is " + shown(value));
            }
        }
    }

    private void range(BigDecimal number, Schema schema, Mark mark, String path) {
        Number least = schema.minimum();
        Number most = schema.maximum();
        if ((least != null && number.compareTo(new BigDecimal(least.toString())) < 0)
                || (most != null && number.compareTo(new BigDecimal(most.toString())) > 0)) {
            findings.add(mark, path, "must be " + between(least, most) + ", is " + number);
        }
    }

    private static String between(@Nullable Number least, @Nullable Number most) {
        if (most == null) {
            return "at least " + plain(least);
        }
        return least == null ? "at most " + plain(most) : "from " + plain(least) + " to " + plain(most);
    }

    private static String plain(@Nullable Number number) {
        return new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
    }

    private void within(long size, Schema.Bounds bounds, String what, Mark mark, String path) {
        if (bounds.least() != null && size < bounds.least()) {
            findings.add(mark, path, "must have at least " + bounds.least() + " " + what + ", has " + size);
        }
        if (bounds.most() != null && size > bounds.most()) {
            findings.add(mark, path, "must have at most " + bounds.most() + " " + what + ", has " + size);
        }
    }
}
