package dev.flowbed.blueprint.read;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A resource with the text that it was read from, so that later checks can say where. */
public final class Document {
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[([0-9]+)]");

    private final String source;
    private final Value.Obj written;
    private final Value.Obj root;
    private final HasMetadata resource;

    Document(String source, Value.Obj written, Value.Obj root, HasMetadata resource) {
        this.source = source;
        this.written = written;
        this.root = root;
        this.resource = resource;
    }

    /** A resource that comes from elsewhere than a text, such as a cluster; source is what to call it in messages. */
    public static Document of(String source, HasMetadata resource) {
        Value.Obj none = new Value.Obj(new Mark(1, 1), Map.of(), Map.of());
        return new Document(source, none, none, resource);
    }

    /** The resource. */
    public HasMetadata resource() {
        return resource;
    }

    /** The fields that the text holds, without defaults: for whoever must not own more than was written. */
    public Map<String, @Nullable Object> written() {
        return written.plain();
    }

    String source() {
        return source;
    }

    Value.Obj root() {
        return root;
    }

    /** Says what is wrong with a field, given as a path such as spec.miners[0].name. */
    public Problem problem(String field, String message) {
        Mark mark = mark(field);
        return new Problem(source, mark.line(), mark.column(), field, message);
    }

    /** Where a field stands; for one that is not written, where the nearest one around it does. */
    private Mark mark(String field) {
        Value value = root;
        Mark mark = root.mark();
        Matcher step = STEP.matcher(field);
        while (step.find()) {
            if (step.group(1) != null
                    && value instanceof Value.Obj map
                    && map.fields().containsKey(step.group(1))) {
                mark = map.keyMark(step.group(1));
                value = map.fields().get(step.group(1));
            } else if (step.group(2) != null
                    && value instanceof Value.Arr list
                    && Integer.parseInt(step.group(2)) < list.items().size()) {
                value = list.items().get(Integer.parseInt(step.group(2)));
                mark = value.mark();
            } else {
                return mark;
            }
        }
        return mark;
    }
}
