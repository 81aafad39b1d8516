package dev.flowbed.alephium.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Values of the virtual machine in the JSON of the official REST API (api/.../model/Val.scala): {@code {"type": "U256", "value":
 * "10"}}. Integers are text when written; arrays are read only, and flattened. What cannot be read is a {@link FormatException} with the
 * official node's words.
 */
public final class ValJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ValJson() {}

    /** One value. */
    public static ObjectNode write(Val value) {
        ObjectNode json = NODES.objectNode();
        if (value instanceof Val.Bool bool) {
            return json.put("type", "Bool").put("value", bool.value());
        } else if (value instanceof Val.SignedInteger integer) {
            return json.put("type", "I256").put("value", integer.value().toString());
        } else if (value instanceof Val.UnsignedInteger integer) {
            return json.put("type", "U256").put("value", integer.value().toString());
        } else if (value instanceof Val.ByteVec bytes) {
            return json.put("type", "ByteVec").put("value", bytes.value().hex());
        }
        return json.put("type", "Address").put("value", Address.format(((Val.AddressVal) value).value()));
    }

    /** Some values. */
    public static ArrayNode write(List<Val> values) {
        ArrayNode json = NODES.arrayNode();
        values.forEach(value -> json.add(write(value)));
        return json;
    }

    /** Reads a list of values; addresses are read by a function, since those without a group depend on how many there are. */
    public static List<Val> readAll(JsonNode json, Function<String, LockupScript> addresses) {
        List<Val> values = new ArrayList<>();
        readAll(json, addresses, values);
        return values;
    }

    private static void readAll(JsonNode json, Function<String, LockupScript> addresses, List<Val> values) {
        if (!json.isArray()) {
            throw expected("sequence", json);
        }
        json.forEach(element -> read(element, addresses, values));
    }

    private static void read(JsonNode json, Function<String, LockupScript> addresses, List<Val> values) {
        if (!json.isObject()) {
            throw expected("dictionary", json);
        }
        if (!json.path("type").isTextual()) {
            throw new FormatException("Missing key \"type\" for tagged dictionary");
        }
        String type = json.get("type").textValue();
        if (!List.of("Bool", "I256", "U256", "ByteVec", "Address", "Array").contains(type)) {
            throw new FormatException("invalid tag for tagged object: " + type);
        }
        JsonNode value = json.path("value");
        if (value.isMissingNode()) {
            throw new FormatException("missing keys in dictionary: value");
        }
        if (type.equals("Array")) {
            readAll(value, addresses, values);
        } else {
            values.add(read(type, value, addresses));
        }
    }

    private static Val read(String type, JsonNode value, Function<String, LockupScript> addresses) {
        return switch (type) {
            case "Bool" -> {
                if (!value.isBoolean() && !List.of("true", "false").contains(value.asText())) {
                    throw expected("boolean", value);
                }
                yield new Val.Bool(value.asBoolean());
            }
            case "I256" -> signed(integer(value));
            case "U256" -> unsigned(integer(value));
            case "ByteVec" -> new Val.ByteVec(bytes(text(value)));
            default -> new Val.AddressVal(addresses.apply(text(value)));
        };
    }

    private static Val signed(BigInteger value) {
        if (value.bitLength() > 255) {
            throw new FormatException("Invalid I256: " + value);
        }
        return new Val.SignedInteger(value);
    }

    private static Val unsigned(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 256) {
            throw new FormatException("Invalid U256: " + value);
        }
        return new Val.UnsignedInteger(new U256(value));
    }

    private static BigInteger integer(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.bigIntegerValue();
        } else if (value.isTextual()) {
            try {
                return new BigInteger(value.textValue());
            } catch (NumberFormatException e) {
                throw new FormatException(String.valueOf(e.getMessage()));
            }
        }
        throw expected("bigint", value);
    }

    private static Bytes bytes(String text) {
        try {
            return Bytes.fromHex(text);
        } catch (FormatException e) {
            throw new FormatException("Invalid hex string: " + text);
        }
    }

    /** Numbers and flags pass for text, as the official reader lets them. */
    private static String text(JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw expected("string", value);
        }
        return value.asText();
    }

    private static FormatException expected(String what, JsonNode found) {
        String kind = switch (found.getNodeType()) {
            case OBJECT -> "dictionary";
            case ARRAY -> "sequence";
            case MISSING, NULL -> "null";
            default -> found.getNodeType().name().toLowerCase(Locale.ROOT);
        };
        return new FormatException("expected " + what + " got " + kind);
    }
}
