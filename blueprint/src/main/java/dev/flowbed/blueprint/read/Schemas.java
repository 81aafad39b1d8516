package dev.flowbed.blueprint.read;

import dev.flowbed.crds.testnet.Testnet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schemas of the committed custom resource definitions, read when first asked for. */
final class Schemas {
    private final Map<Kind, Schema> loaded = new HashMap<>();

    Schema of(Kind kind) {
        return loaded.computeIfAbsent(kind, Schemas::load);
    }

    private static Schema load(Kind kind) {
        String file = "/dev/flowbed/crds/" + kind.plural() + ".yaml";
        try (InputStream in = Testnet.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the build");
            }
            Source source = new Source(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            List<Problem> problems = new ArrayList<>();
            List<Value> documents = new YamlDocuments(source, problems).read();
            if (!problems.isEmpty()) {
                throw new IllegalStateException(problems.toString());
            }
            Map<?, ?> spec = (Map<?, ?>) ((Map<?, ?>) documents.get(0).plain()).get("spec");
            Map<?, ?> version = (Map<?, ?>) ((List<?>) spec.get("versions")).get(0);
            return Schema.of((Map<?, ?>) ((Map<?, ?>) version.get("schema")).get("openAPIV3Schema"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
