package dev.flowbed.blueprint.read;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flowbed.crds.testnet.Testnet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of the committed custom resource definitions, read when first asked for. */
final class Schemas {
    private final Map<Kind, Schema> loaded = new ConcurrentHashMap<>();

    Schema of(Kind kind) {
        return loaded.computeIfAbsent(kind, this::load);
    }

    private Schema load(Kind kind) {
        String file = "/dev/flowbed/crds/" + kind.plural() + ".json";
        try (InputStream in = Testnet.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the build");
            }
            ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);
            return Schema.of(json.readValue(in, Map.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
