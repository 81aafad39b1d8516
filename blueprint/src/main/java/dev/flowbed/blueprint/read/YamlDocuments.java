package dev.flowbed.blueprint.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML (and so JSON) as Kubernetes does, keeping where everything stands. */
final class YamlDocuments {
    private static final String MERGE = "<<";
    private static final int DEEPEST = 64;
    private static final int MOST_VALUES = 100_000;

    private final Source source;
    private final List<Problem> problems;
    private int values;

    YamlDocuments(Source source, List<Problem> problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The documents that are not empty. Text that is no YAML is one problem, and ends the reading. */
    List<Value> read() {
        List<Value> documents = new ArrayList<>();
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source.name())
                .setCodePointLimit(16 * 1024 * 1024)
                .build();
        try {
            for (Node node : new Compose(settings).composeAllFromString(source.text())) {
                Value value = value(node, 0);
                if (!(value instanceof Value.Scalar scalar && scalar.plain() == null)) {
                    documents.add(value);
                }
            }
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(YamlDocuments::mark)
                    .orElse(Mark.START);
            problem(mark, "is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problem(Mark.START, "is not YAML: " + e.getMessage());
        }
        return documents;
    }

    private Value value(Node node, int depth) {
        if (depth > DEEPEST || ++values > MOST_VALUES) {
            throw new YamlEngineException("nested too deep, or too many values");
        }
        if (node instanceof AnchorNode anchor) {
            return value(anchor.getRealNode(), depth + 1);
        } else if (node instanceof MappingNode map) {
            return object(map, depth);
        } else if (node instanceof SequenceNode sequence) {
            List<Value> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(value(item, depth + 1));
            }
            return new Value.Arr(mark(node), items);
        }
        ScalarNode scalar = (ScalarNode) node;
        return new Value.Scalar(
                mark(node), scalar.isPlain() ? PlainScalar.resolve(scalar.getValue()) : scalar.getValue());
    }

    private Value object(MappingNode map, int depth) {
        Map<String, Value> fields = new LinkedHashMap<>();
        Map<String, Mark> keys = new LinkedHashMap<>();
        List<Value> merged = new ArrayList<>();
        for (NodeTuple entry : map.getValue()) {
            Mark at = mark(entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problem(at, "a field's name must be a plain text");
                continue;
            }
            Value value = value(entry.getValueNode(), depth + 1);
            if (key.isPlain() && key.getValue().equals(MERGE)) {
                merged.add(value);
            } else if (fields.put(key.getValue(), value) != null) {
                problem(
                        at,
                        "field '" + key.getValue() + "' is given twice, first in line "
                                + keys.getOrDefault(key.getValue(), at).line());
            } else {
                keys.put(key.getValue(), at);
            }
        }
        merged.forEach(value -> merge(value, fields, keys));
        return new Value.Obj(mark(map), fields, keys);
    }

    private static void merge(Value from, Map<String, Value> fields, Map<String, Mark> keys) {
        if (from instanceof Value.Arr list) {
            list.items().forEach(item -> merge(item, fields, keys));
        } else if (from instanceof Value.Obj map) {
            map.fields().forEach((key, value) -> {
                if (fields.putIfAbsent(key, value) == null) {
                    keys.put(key, map.keyMark(key));
                }
            });
        }
    }

    private void problem(Mark mark, String message) {
        problems.add(new Problem(source.name(), mark.line(), mark.column(), "", message));
    }

    private static Mark mark(Node node) {
        return node.getStartMark().map(YamlDocuments::mark).orElse(Mark.START);
    }

    private static Mark mark(org.snakeyaml.engine.v2.exceptions.Mark mark) {
        return new Mark(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
