package dev.flowbed.rill.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the endpoint of a method and path. A segment spelt out wins over a named one. */
final class Routes {
    private final Map<String, Node> roots = new HashMap<>();
    private final List<Endpoint> endpoints;

    Routes(List<Endpoint> endpoints) {
        this.endpoints = List.copyOf(endpoints);
        for (Endpoint endpoint : endpoints) {
            Node node = roots.computeIfAbsent(endpoint.method(), m -> new Node());
            for (String segment : endpoint.path()) {
                node = node.child(segment);
            }
            if (node.endpoint.isPresent()) {
                throw new IllegalStateException("two endpoints for " + endpoint.method() + " " + endpoint.pathText());
            }
            node.endpoint = Optional.of(endpoint);
        }
    }

    /** All, in the order given. */
    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** The endpoint of a request, with the values of its named segments. */
    Optional<Match> find(String method, List<String> path) {
        return Optional.ofNullable(roots.get(method)).flatMap(root -> find(root, path));
    }

    /** The methods served at a path, in order. */
    List<String> methods(List<String> path) {
        return roots.entrySet().stream()
                .filter(root -> find(root.getValue(), path).isPresent())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static Optional<Match> find(Node root, List<String> path) {
        Node node = root;
        List<String> values = new ArrayList<>();
        for (String segment : path) {
            Node fixed = node.fixed.get(segment);
            if (fixed == null && node.named.isEmpty()) {
                return Optional.empty();
            }
            if (fixed == null) {
                values.add(segment);
            }
            node = fixed == null ? node.named.get() : fixed;
        }
        return node.endpoint.map(endpoint -> new Match(endpoint, named(endpoint, values)));
    }

    private static Map<String, String> named(Endpoint endpoint, List<String> values) {
        Map<String, String> named = new HashMap<>();
        int next = 0;
        for (String segment : endpoint.path()) {
            if (isNamed(segment)) {
                named.put(segment.substring(1, segment.length() - 1), values.get(next++));
            }
        }
        return named;
    }

    private static boolean isNamed(String segment) {
        return segment.startsWith("{");
    }

    /** An endpoint and the values of its named segments. */
    record Match(Endpoint endpoint, Map<String, String> path) {}

    private static final class Node {
        private final Map<String, Node> fixed = new HashMap<>();
        private Optional<Node> named = Optional.empty();
        private Optional<Endpoint> endpoint = Optional.empty();

        private Node child(String segment) {
            if (!isNamed(segment)) {
                return fixed.computeIfAbsent(segment, s -> new Node());
            }
            if (named.isEmpty()) {
                named = Optional.of(new Node());
            }
            return named.get();
        }
    }
}
