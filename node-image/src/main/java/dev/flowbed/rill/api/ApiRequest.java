package dev.flowbed.rill.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flowbed.alephium.codec.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that found its endpoint. What cannot be read is a 400 that names the part, worded as the official node does
 * (api/.../DecodeFailureHandler.scala, api/.../TapirCodecs.scala).
 *
 * @param path values of the path's {@code {name}} segments
 * @param query parameters, decoded; of several with one name the first
 * @param accept the Accept header, empty for none
 * @param body what came with it
 */
public record ApiRequest(Map<String, String> path, Map<String, String> query, String accept, byte[] body, int groups) {
    /** Made when the first body comes: most requests have none. */
    private static final class Bodies {
        static final ObjectMapper JSON = new ObjectMapper();
    }

    private static final Pattern UNRECOGNIZED = Pattern.compile("Unrecognized token '([^']+)'");

    /** A segment of the path, read further. */
    public <T> T path(String name, Function<String, T> read) {
        String text = path.getOrDefault(name, "");
        return read("path parameter " + name, text, read);
    }

    /** A parameter that must be there, read further. */
    public <T> T query(String name, Function<String, T> read) {
        String text = query.get(name);
        if (text == null) {
            throw ApiException.badRequest("Invalid value for: query parameter " + name);
        }
        return read("query parameter " + name, text, read);
    }

    /** A parameter that may be left out, read further. */
    public <T> Optional<T> optionalQuery(String name, Function<String, T> read) {
        return query.containsKey(name) ? Optional.of(query(name, read)) : Optional.empty();
    }

    /** A group of this network. */
    public int group(String name) {
        return query(name, this::parseGroup);
    }

    /** A group of this network that may be left out. */
    public OptionalInt optionalGroup(String name) {
        return optionalQuery(name, this::parseGroup).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private int parseGroup(String text) {
        int group = integer(text);
        if (group < 0 || group >= groups) {
            throw new FormatException("Invalid group index");
        }
        return group;
    }

    /** The JSON body; a 400 when it is none or lacks keys that the shape requires. */
    public RequestFields fields(Shape shape) {
        return RequestFields.of(json(), groups, shape);
    }

    /** The objects of a JSON body that is a list of tagged ones: what each must have follows from its {@code type}. */
    List<RequestFields> tagged() {
        JsonNode node = json();
        if (!node.isArray()) {
            throw RequestFields.decoding("expected sequence got " + RequestFields.kind(node));
        }
        List<RequestFields> list = new ArrayList<>();
        node.forEach(element -> list.add(RequestFields.tagged(element, groups)));
        return list;
    }

    /** The JSON body as it is. */
    public JsonNode json() {
        try {
            JsonNode node = Bodies.JSON.readTree(body);
            if (node == null || node.isMissingNode()) {
                throw RequestFields.decoding("exhausted input");
            }
            return node;
        } catch (JsonEOFException e) {
            throw RequestFields.decoding("exhausted input");
        } catch (JsonProcessingException e) {
            throw RequestFields.decoding(unexpected(e));
        } catch (java.io.IOException e) {
            throw RequestFields.decoding("unreadable");
        }
    }

    private String unexpected(JsonProcessingException e) {
        Matcher token = UNRECOGNIZED.matcher(e.getOriginalMessage());
        int length = token.lookingAt() ? token.group(1).length() : 1;
        int at = (int) Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getByteOffset() - length);
        String found = at < body.length ? String.valueOf((char) body[at]) : "";
        return "expected json value got \"" + found + "\" at index " + at;
    }

    /** A whole number of 32 bits. */
    public static int integer(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new FormatException("For input string: \"" + text + "\"");
        }
    }

    /** Milliseconds since 1970. */
    public static long timestamp(String text) {
        long value = whole(text);
        if (value < 0) {
            throw new FormatException("assumption failed: timestamp should be non-negative");
        }
        return value;
    }

    /** true or false. */
    public static boolean flag(String text) {
        if (!List.of("true", "false").contains(text)) {
            throw new FormatException("For input string: \"" + text + "\"");
        }
        return text.equals("true");
    }

    /** A whole number of at least one. */
    public static long positive(String text) {
        long value = whole(text);
        if (value < 1) {
            throw new OutOfRangeException("expected value to be greater than or equal to 1, but got " + value);
        }
        return value;
    }

    private static long whole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new FormatException("For input string: \"" + text + "\"");
        }
    }

    private static <T> T read(String where, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (OutOfRangeException e) {
            throw ApiException.badRequest("Invalid value for: " + where + " (" + e.getMessage() + ")");
        } catch (FormatException | IllegalArgumentException e) {
            throw ApiException.badRequest("Invalid value for: " + where + " (" + e.getMessage() + ": " + text + ")");
        }
    }

    /** A value that can be read but is not allowed. */
    static final class OutOfRangeException extends RuntimeException {
        OutOfRangeException(String message) {
            super(message);
        }
    }
}
