package dev.flowbed.blueprint.read;

import java.util.LinkedHashMap;
import java.util.Map;

/** Fills in a schema's defaults and drops fields that are null, as the API server does before it judges. */
final class Defaults {
    private Defaults() {}

    static Value fill(Value value, Schema schema) {
        if (value instanceof Value.Obj map) {
            return object(map, schema);
        } else if (value instanceof Value.Arr list && schema.items() != null) {
            Schema items = schema.items();
            return new Value.Arr(
                    list.mark(),
                    list.items().stream().map(item -> fill(item, items)).toList());
        }
        return value;
    }

    private static Value object(Value.Obj map, Schema schema) {
        Map<String, Value> fields = new LinkedHashMap<>();
        map.fields().forEach((name, value) -> {
            Schema property = schema.properties().getOrDefault(name, schema.values());
            fields.put(name, property == null ? value : fill(value, property));
        });
        schema.properties().forEach((name, property) -> {
            Value given = fields.get(name);
            boolean absent = given == null || (given instanceof Value.Scalar scalar && scalar.plain() == null);
            if (absent && property.hasDefault()) {
                Mark mark = map.keyMark(name);
                fields.put(name, fill(Value.of(property.byDefault(), mark), property));
            } else if (absent) {
                fields.remove(name);
            }
        });
        return new Value.Obj(map.mark(), fields, map.keys());
    }
}
