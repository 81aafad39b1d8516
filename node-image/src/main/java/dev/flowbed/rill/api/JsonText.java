package dev.flowbed.rill.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON trees as text, copied token by token: Jackson's mapper, which could write them too, first learns of dates, time zones and
 * annotations, a twelfth of what a node does until it answers.
 */
final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** In UTF-8, without white space. */
    static byte[] bytes(JsonNode json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonParser tree = json.traverse();
                JsonGenerator out = FACTORY.createGenerator(bytes)) {
            tree.nextToken();
            out.copyCurrentStructure(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
