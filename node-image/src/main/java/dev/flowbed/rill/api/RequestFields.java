package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.json.ValJson;
import dev.flowbed.alephium.script.Val;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** The fields of a JSON object of a request. What cannot be read is a 400 worded as the official node does. */
public final class RequestFields {
    private final JsonNode object;
    private final int groups;

    RequestFields(JsonNode object, int groups) {
        this.object = object;
        this.groups = groups;
    }

    static ApiException decoding(String what) {
        return ApiException.badRequest("Invalid value for: body (" + what + ": decoding failure)");
    }

    /** A 400 that names every field a shape requires and the object lacks. */
    void require(Shape shape) {
        if (shape instanceof Shape.Structure structure) {
            List<String> missing = structure.fields().stream()
                    .filter(field -> field.required() && !has(field.name()))
                    .map(Shape.Field::name)
                    .toList();
            if (!missing.isEmpty()) {
                throw decoding("missing keys in dictionary: " + String.join(", ", missing));
            }
        }
    }

    /** Whether a field has a value other than null. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    public String text(String name) {
        return text(object.path(name));
    }

    /** Numbers and flags pass for text, as the official reader lets them. */
    private static String text(JsonNode node) {
        if (!node.isValueNode() || node.isNull()) {
            throw decoding("expected string got " + kind(node));
        }
        return node.asText();
    }

    /** A text read further. */
    public <T> T text(String name, Function<String, T> read) {
        return parse(text(name), read);
    }

    public <T> Optional<T> optionalText(String name, Function<String, T> read) {
        return has(name) ? Optional.of(text(name, read)) : Optional.empty();
    }

    public Bytes hex(String name) {
        return text(name, RequestFields::parseHex);
    }

    public Optional<Bytes> optionalHex(String name) {
        return optionalText(name, RequestFields::parseHex);
    }

    public int integer(String name) {
        return integer(object.path(name));
    }

    public OptionalInt optionalInteger(String name) {
        return has(name) ? OptionalInt.of(integer(name)) : OptionalInt.empty();
    }

    public Optional<Boolean> optionalFlag(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!object.get(name).isBoolean()) {
            throw decoding("expected boolean got " + kind(object.get(name)));
        }
        return Optional.of(object.get(name).booleanValue());
    }

    /** Milliseconds since 1970. */
    public Optional<Long> optionalTimestamp(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode node = object.get(name);
        if (!node.isIntegralNumber() && !(node.isTextual() && node.textValue().matches("-?[0-9]{1,18}"))) {
            throw decoding("expected number got " + kind(node));
        }
        long value = node.isTextual() ? Long.parseLong(node.textValue()) : node.longValue();
        if (value < 0) {
            throw decoding("expect positive timestamp");
        }
        return Optional.of(value);
    }

    /** Atto ALPH, or "1.5 ALPH". */
    public U256 amount(String name) {
        return text(name, RequestFields::parseAmount);
    }

    public Optional<U256> optionalAmount(String name) {
        return optionalText(name, RequestFields::parseAmount);
    }

    /** An unsigned integer, as text or number. */
    public U256 uint256(String name) {
        JsonNode node = object.path(name);
        if (!node.isTextual() && !node.isIntegralNumber()) {
            throw decoding("expected bigint got " + kind(node));
        }
        String text = node.asText();
        return parse(text, t -> {
            try {
                return U256.parse(t);
            } catch (FormatException e) {
                throw new FormatException("Invalid U256: " + t);
            }
        });
    }

    public Optional<U256> optionalUint256(String name) {
        return has(name) ? Optional.of(uint256(name)) : Optional.empty();
    }

    /** A number with decimals, perhaps written as text. */
    public Optional<Double> optionalDecimal(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode node = object.get(name);
        if (!node.isNumber() && !node.isTextual()) {
            throw decoding("expected number got " + kind(node));
        }
        try {
            return Optional.of(Double.valueOf(node.asText()));
        } catch (NumberFormatException e) {
            throw decoding(String.valueOf(e.getMessage()));
        }
    }

    /** Values of the virtual machine, arrays flattened; none when the field is not there. */
    public List<Val> optionalValues(String name) {
        return has(name) ? values(name) : List.of();
    }

    /** Values of the virtual machine, arrays flattened. */
    public List<Val> values(String name) {
        try {
            return ValJson.readAll(object.path(name), text -> Reading.address(text, groups));
        } catch (FormatException e) {
            throw decoding(String.valueOf(e.getMessage()));
        }
    }

    public OptionalInt optionalGroup(String name) {
        OptionalInt group = optionalInteger(name);
        if (group.isPresent() && (group.getAsInt() < 0 || group.getAsInt() >= groups)) {
            throw decoding("Invalid group index : " + group.getAsInt());
        }
        return group;
    }

    /** The fields of an object within this one. */
    public RequestFields object(String name, Shape shape) {
        return of(object.path(name), groups, shape);
    }

    static RequestFields of(JsonNode node, int groups, Shape shape) {
        if (!node.isObject()) {
            throw decoding("expected dictionary got " + kind(node));
        }
        RequestFields fields = new RequestFields(node, groups);
        fields.require(shape);
        return fields;
    }

    static RequestFields tagged(JsonNode node, int groups) {
        RequestFields fields = of(node, groups, Shape.STRING);
        if (!fields.has("type")) {
            throw decoding("Missing key \"type\" for tagged dictionary");
        }
        return fields;
    }

    /** The objects of a list, each with the fields a shape requires. */
    public List<RequestFields> objects(String name, Shape shape) {
        List<RequestFields> list = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            list.add(of(element, groups, shape));
        }
        return list;
    }

    public Optional<List<RequestFields>> optionalObjects(String name, Shape shape) {
        return has(name) ? Optional.of(objects(name, shape)) : Optional.empty();
    }

    /** The texts of a list, read further. */
    public <T> List<T> texts(String name, Function<String, T> read) {
        List<T> list = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            list.add(parse(text(element), read));
        }
        return list;
    }

    public <T> Optional<List<T>> optionalTexts(String name, Function<String, T> read) {
        return has(name) ? Optional.of(texts(name, read)) : Optional.empty();
    }

    public Optional<List<Integer>> optionalIntegers(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        List<Integer> list = new ArrayList<>();
        elements(name).forEach(element -> list.add(integer(element)));
        return Optional.of(list);
    }

    private JsonNode elements(String name) {
        JsonNode node = object.path(name);
        if (!node.isArray()) {
            throw decoding("expected sequence got " + kind(node));
        }
        return node;
    }

    private static int integer(JsonNode node) {
        if (!node.isNumber() || !node.canConvertToInt() || node.asDouble() != Math.rint(node.asDouble())) {
            throw decoding("expected number got " + kind(node));
        }
        return node.intValue();
    }

    /** Bytes from hexadecimal text. */
    public static Bytes parseHex(String text) {
        try {
            return Bytes.fromHex(text);
        } catch (FormatException e) {
            throw new FormatException("Invalid hex string: " + text);
        }
    }

    private static U256 parseAmount(String text) {
        try {
            if (text.matches("-[0-9]+")) {
                throw new FormatException("negative " + new BigInteger(text));
            }
            return Alph.parse(text);
        } catch (FormatException e) {
            throw new FormatException("Invalid amount: " + text);
        }
    }

    private static <T> T parse(String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (FormatException | IllegalArgumentException e) {
            throw decoding(String.valueOf(e.getMessage()));
        }
    }

    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "dictionary";
            case ARRAY -> "sequence";
            case MISSING, NULL -> "null";
            default -> node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
