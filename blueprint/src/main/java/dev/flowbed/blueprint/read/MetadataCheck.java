package dev.flowbed.blueprint.read;

import dev.flowbed.alephium.text.Spelling;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Judges a resource's metadata, which no custom resource definition describes. */
final class MetadataCheck {
    private static final Set<String> TEXTS = Set.of(
            "name",
            "generateName",
            "namespace",
            "uid",
            "resourceVersion",
            "creationTimestamp",
            "deletionTimestamp",
            "selfLink");
    private static final Set<String> TEXT_MAPS = Set.of("labels", "annotations");
    private static final Set<String> INTEGERS = Set.of("generation", "deletionGracePeriodSeconds");
    private static final Set<String> LISTS = Set.of("finalizers", "ownerReferences", "managedFields");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");
    private static final String PATH = "metadata";

    private final Findings findings;

    MetadataCheck(Findings findings) {
        this.findings = findings;
    }

    void check(Value.Obj document) {
        Value metadata = document.fields().get(PATH);
        if (metadata == null) {
            findings.add(document.mark(), PATH, "is missing, must give at least a name");
        } else if (metadata instanceof Value.Obj map) {
            name(map);
            map.fields().forEach((key, value) -> field(map, key, value));
        } else {
            findings.add(metadata.mark(), PATH, "must be an object with at least a name");
        }
    }

    private void name(Value.Obj metadata) {
        Value name = metadata.fields().get("name");
        if (name == null) {
            findings.add(metadata.mark(), "metadata.name", "is missing, must be given");
        } else if (name.plain() instanceof String text
                && (text.length() > 253 || !SUBDOMAIN.matcher(text).matches())) {
            findings.add(
                    name.mark(),
                    "metadata.name",
                    "must be lower-case letters, digits, '-' and '.', starting and ending with a letter or digit; is '"
                            + text + "'");
        }
    }

    private void field(Value.Obj metadata, String key, Value value) {
        String path = Findings.child(PATH, key);
        if (TEXTS.contains(key)) {
            wanted(
                    value.plain() instanceof String || (value.plain() == null && !key.equals("name")),
                    value,
                    path,
                    value instanceof Value.Scalar ? "a text; put it in quotes" : "a text");
        } else if (TEXT_MAPS.contains(key)) {
            textMap(key, value, path);
        } else if (INTEGERS.contains(key)) {
            wanted(value.plain() instanceof Long, value, path, "an integer");
        } else if (LISTS.contains(key)) {
            wanted(value instanceof Value.Arr, value, path, "a list");
        } else {
            Set<String> known = Set.of("name", "namespace", "labels", "annotations");
            findings.add(
                    metadata.keyMark(key),
                    path,
                    Spelling.nearest(key, known)
                            .map(near -> "is no such field, did you mean " + near + "?")
                            .orElse("is no such field, there are "
                                    + known.stream().sorted().collect(Collectors.joining(", "))));
        }
    }

    private void textMap(String key, Value value, String path) {
        if (!(value instanceof Value.Obj map)) {
            wanted(value.plain() == null, value, path, "an object of texts");
            return;
        }
        for (Map.Entry<String, Value> entry : map.fields().entrySet()) {
            String at = Findings.child(path, entry.getKey());
            Value text = entry.getValue();
            wanted(text.plain() instanceof String, text, at, "a text; put it in quotes");
            if (key.equals("labels")
                    && text.plain() instanceof String label
                    && !LABEL_VALUE.matcher(label).matches()) {
                findings.add(
                        text.mark(),
                        at,
                        "must be at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit");
            }
        }
    }

    private void wanted(boolean is, Value value, String path, String what) {
        if (!is) {
            findings.add(value.mark(), path, "must be " + what);
        }
    }
}
