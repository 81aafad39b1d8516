package dev.flowbed.blueprint.read;

import dev.flowbed.alephium.text.Spelling;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/** Makes one document a resource, or says what is wrong with it. */
final class DocumentReader {
    /** The API version of the custom resources. */
    static final String API_VERSION = "flowbed.dev/v1alpha1";

    private final Schemas schemas = new Schemas();
    private final CelPrograms programs = new CelPrograms();

    DocumentReader() {
        programs.compileAhead(() -> Rules.usual(schemas.of(Kind.TESTNET)));
    }

    /** Lists are taken apart: {@code kind: List} holds documents. */
    List<Value> flatten(Value value) {
        if (value instanceof Value.Obj map
                && "List".equals(text(map, "kind"))
                && map.fields().get("items") instanceof Value.Arr items) {
            List<Value> all = new ArrayList<>();
            items.items().forEach(item -> all.addAll(flatten(item)));
            return all;
        }
        return List.of(value);
    }

    Optional<Document> read(String source, Value value, Findings findings) {
        if (!(value instanceof Value.Obj map)) {
            findings.add(value.mark(), "", "must be an object with apiVersion and kind");
            return Optional.empty();
        }
        String kind = text(map, "kind");
        String version = text(map, "apiVersion");
        if (kind.equals("Secret") && version.equals("v1")) {
            return secret(source, map, findings);
        }
        Optional<Kind> known = kind(map, kind, version, findings);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Schema schema = schemas.of(known.get());
        Value.Obj filled = filled(map, schema, findings);
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        // first of all: the rules need CEL, which is still getting ready beside this; a failure counts only if the
        // rules hold
        FutureTask<HasMetadata> typed =
                new FutureTask<>(() -> known.get().resource(filled.plain(), TypedResources.JSON));
        typed.run();
        new Rules(programs, findings).check(filled, null, schema, "");
        return findings.isEmpty() ? Optional.of(new Document(source, map, filled, done(typed))) : Optional.empty();
    }

    private static <T> T done(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Judges a change of a resource: what may not change did not. */
    List<Problem> change(HasMetadata old, Document changed) {
        Findings findings = new Findings(changed.source());
        Kind.of(changed.resource().getKind()).ifPresent(kind -> {
            Value before = Value.of(TypedResources.JSON.convertValue(old, Map.class), Mark.START);
            new Rules(programs, findings).check(changed.root(), before, schemas.of(kind), "");
        });
        return findings.inOrder();
    }

    /** The document with its defaults; all that is wrong with its structure goes to the findings. */
    private static Value.Obj filled(Value.Obj map, Schema schema, Findings findings) {
        new MetadataCheck(findings).check(map);
        Map<String, Value> described = new TreeMap<>(map.fields());
        List.of("apiVersion", "kind", "metadata").forEach(described::remove);
        Value filled = Defaults.fill(new Value.Obj(map.mark(), described, map.keys()), schema);
        new SchemaCheck(findings).check(filled, schema, "");
        Value.Obj whole = (Value.Obj) filled;
        for (String name : List.of("apiVersion", "kind", "metadata")) {
            Value part = map.fields().get(name);
            whole = part == null ? whole : whole.with(name, part);
        }
        return whole;
    }

    private static Optional<Kind> kind(Value.Obj map, String kind, String version, Findings findings) {
        List<String> kinds = Arrays.stream(Kind.values()).map(Kind::text).toList();
        Optional<Kind> known = Kind.of(kind);
        if (kind.isEmpty()) {
            findings.add(map.keyMark("kind"), "kind", "must be given as one of " + String.join(", ", kinds));
        } else if (known.isEmpty()) {
            String hint = Spelling.nearest(kind, kinds)
                    .map(near -> "did you mean " + near + "?")
                    .orElseGet(() -> kinds.stream().collect(Collectors.joining(", ", "Flowbed knows ", " and Secret")));
            findings.add(map.keyMark("kind"), "kind", "'" + kind + "' is not known, " + hint);
        } else if (!version.equals(API_VERSION)) {
            findings.add(map.keyMark("apiVersion"), "apiVersion", "must be " + API_VERSION + ", is '" + version + "'");
        } else {
            return known;
        }
        return Optional.empty();
    }

    private Optional<Document> secret(String source, Value.Obj map, Findings findings) {
        new MetadataCheck(findings).check(map);
        try {
            return findings.isEmpty()
                    ? Optional.of(
                            new Document(source, map, map, TypedResources.JSON.convertValue(map.plain(), Secret.class)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            // the exception's own words could quote the secret
            findings.add(map.mark(), "", "is no Secret: data and stringData must be objects of texts");
            return Optional.empty();
        }
    }

    private static String text(Value.Obj map, String key) {
        Value value = map.fields().get(key);
        return value != null && value.plain() instanceof String text ? text : "";
    }
}
