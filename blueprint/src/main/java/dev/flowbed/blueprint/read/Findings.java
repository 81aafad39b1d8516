package dev.flowbed.blueprint.read;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong in one document. */
final class Findings {
    private final String source;
    private final List<Problem> problems = new ArrayList<>();

    Findings(String source) {
        this.source = source;
    }

    void add(Mark mark, String field, String message) {
        problems.add(new Problem(source, mark.line(), mark.column(), field, message));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** In the order of the text. */
    List<Problem> inOrder() {
        return problems.stream().sorted(Problem.IN_ORDER).distinct().toList();
    }

    static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
