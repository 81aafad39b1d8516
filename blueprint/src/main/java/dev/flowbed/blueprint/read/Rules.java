package dev.flowbed.blueprint.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges a value by the rules of its schema, on the resource alone or against the resource as it was. */
final class Rules {
    /** A rule about a field that is absent holds; most rules are, and need not be compiled. */
    private static final Pattern IF_PRESENT = Pattern.compile("^!has\\(self\\.([A-Za-z]+)\\) \\|\\| .*");

    private static final String NAME = "metadata.name";

    private final CelPrograms programs;
    private final Findings findings;

    Rules(CelPrograms programs, Findings findings) {
        this.programs = programs;
        this.findings = findings;
    }

    /**
     * Judges a value that has the right types and its defaults.
     *
     * @param old the value as it was; null when it is new
     */
    void check(Value value, @Nullable Value old, Schema schema, String path) {
        for (Schema.Rule rule : schema.rules()) {
            boolean due = !rule.isTransition() || old != null;
            if (due && !isAboutAbsent(rule, value) && !programs.holds(rule.rule(), value.plain(), plain(old))) {
                report(rule, value, old, path);
            }
        }
        if (value instanceof Value.Obj map) {
            map.fields().forEach((name, field) -> {
                Schema property = schema.properties().getOrDefault(name, schema.values());
                if (property != null) {
                    check(field, field(old, name), property, Findings.child(path, name));
                }
            });
        } else if (value instanceof Value.Arr list && schema.items() != null) {
            for (int i = 0; i < list.items().size(); i++) {
                Value item = list.items().get(i);
                check(item, counterpart(old, item, schema.mapKeys()), schema.items(), path + "[" + i + "]");
            }
        }
    }

    /** The rules that nearly every new resource of a schema needs. */
    static List<String> usual(Schema schema) {
        List<String> rules = new ArrayList<>();
        for (Schema.Rule rule : schema.rules()) {
            if (!rule.isTransition() && !IF_PRESENT.matcher(rule.rule()).matches()) {
                rules.add(rule.rule());
            }
        }
        schema.properties().values().stream()
                .filter(property -> property.required().isEmpty() || property.hasDefault())
                .forEach(property -> rules.addAll(usual(property)));
        return rules;
    }

    private void report(Schema.Rule rule, Value value, @Nullable Value old, String path) {
        String message = message(rule, value, old);
        if (path.isEmpty() && message.startsWith(NAME + " ") && value instanceof Value.Obj map) {
            // a definition cannot point a rule at metadata, so the message does
            Value metadata = map.fields().get("metadata");
            findings.add(
                    metadata == null ? map.mark() : mark(metadata, ".name"),
                    NAME,
                    message.substring(NAME.length() + 1));
        } else {
            findings.add(mark(value, rule.fieldPath()), path + fieldPath(rule, path), message);
        }
    }

    private static String fieldPath(Schema.Rule rule, String path) {
        return path.isEmpty() && rule.fieldPath().startsWith(".")
                ? rule.fieldPath().substring(1)
                : rule.fieldPath();
    }

    private String message(Schema.Rule rule, Value value, @Nullable Value old) {
        return rule.messageExpression() == null
                ? rule.message()
                : programs.text(rule.messageExpression(), value.plain(), plain(old))
                        .orElse(rule.message());
    }

    private static boolean isAboutAbsent(Schema.Rule rule, Value value) {
        Matcher matcher = IF_PRESENT.matcher(rule.rule());
        return matcher.matches()
                && value instanceof Value.Obj map
                && !map.fields().containsKey(matcher.group(1));
    }

    private static Mark mark(Value value, String fieldPath) {
        if (fieldPath.isEmpty() || !(value instanceof Value.Obj map)) {
            return value.mark();
        }
        return map.keyMark(fieldPath.substring(1));
    }

    private static @Nullable Object plain(@Nullable Value value) {
        return value == null ? null : value.plain();
    }

    private static @Nullable Value field(@Nullable Value old, String name) {
        return old instanceof Value.Obj map ? map.fields().get(name) : null;
    }

    /** Only items of map lists can be told again. */
    private static @Nullable Value counterpart(@Nullable Value old, Value item, List<String> keys) {
        if (keys.isEmpty() || !(old instanceof Value.Arr list) || !(item.plain() instanceof Map<?, ?> wanted)) {
            return null;
        }
        return list.items().stream()
                .filter(other -> other.plain() instanceof Map<?, ?> map
                        && keys.stream().allMatch(key -> Objects.equals(map.get(key), wanted.get(key))))
                .findFirst()
                .orElse(null);
    }
}
