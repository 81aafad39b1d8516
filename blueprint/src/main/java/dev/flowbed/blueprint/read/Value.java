package dev.flowbed.blueprint.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a document that knows where it stands. */
sealed interface Value {

    /** Where it starts. */
    Mark mark();

    /** As plain Java: Map, List, String, Long, BigInteger, Double, Boolean or null. */
    @Nullable
    Object plain();

    /** What it is, in the schema's words. */
    String type();

    /** A map. */
    record Obj(Mark mark, Map<String, Value> fields, Map<String, Mark> keys) implements Value {
        @Override
        public Map<String, @Nullable Object> plain() {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            fields.forEach((key, value) -> map.put(key, value.plain()));
            return map;
        }

        @Override
        public String type() {
            return "object";
        }

        /** Where a field's key stands; for one that is not written, where the map stands. */
        Mark keyMark(String key) {
            return keys.getOrDefault(key, mark);
        }

        Obj with(String key, Value value) {
            Map<String, Value> more = new LinkedHashMap<>(fields);
            more.put(key, value);
            return new Obj(mark, more, keys);
        }
    }

    /** A list. */
    record Arr(Mark mark, List<Value> items) implements Value {
        @Override
        public List<@Nullable Object> plain() {
            List<@Nullable Object> list = new ArrayList<>();
            items.forEach(item -> list.add(item.plain()));
            return list;
        }

        @Override
        public String type() {
            return "array";
        }
    }

    /** Anything else; null too. */
    record Scalar(Mark mark, @Nullable Object plain) implements Value {
        @Override
        public String type() {
            if (plain == null) {
                return "null";
            } else if (plain instanceof String) {
                return "string";
            } else if (plain instanceof Boolean) {
                return "boolean";
            }
            return plain instanceof Double ? "number" : "integer";
        }
    }

    /** Plain Java as values that all stand at one place: for defaults. */
    static Value of(@Nullable Object plain, Mark mark) {
        if (plain instanceof Map<?, ?> map) {
            Map<String, Value> fields = new LinkedHashMap<>();
            map.forEach((key, value) -> fields.put((String) key, of(value, mark)));
            return new Obj(mark, fields, Map.of());
        } else if (plain instanceof List<?> list) {
            return new Arr(mark, list.stream().map(item -> of(item, mark)).toList());
        }
        return new Scalar(mark, plain instanceof Integer number ? (Object) number.longValue() : plain);
    }
}
