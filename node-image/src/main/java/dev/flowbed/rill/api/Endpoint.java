package dev.flowbed.rill.api;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * One operation of the REST API: what the server routes by and the OpenAPI description is made from.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path segments of the path; {@code {name}} stands for any one segment
 * @param parameters of the query
 * @param body what the request carries
 * @param answer what is answered; empty for nothing
 * @param open whether it is served without an API key
 */
public record Endpoint(
        String method,
        List<String> path,
        String tag,
        String summary,
        List<Query> parameters,
        Optional<Shape> body,
        Optional<Shape> answer,
        boolean open,
        Handler handler) {

    /** A parameter of the query. */
    public record Query(String name, Shape shape, boolean required) {}

    /** What answers. Begun on the event loop; may put work on a worker thread. */
    @FunctionalInterface
    public interface Handler {
        Future<Reply> handle(ApiRequest request, Workers workers);
    }

    /** Threads that may block. */
    @FunctionalInterface
    public interface Workers {
        Future<Reply> run(Callable<Reply> work);
    }

    /** Work that may block, for a worker thread. */
    @FunctionalInterface
    public interface Work {
        /** Answers a request; {@link ApiException} for an error. */
        Reply handle(ApiRequest request);
    }

    /** Work that waits without a thread, on the event loop. */
    @FunctionalInterface
    public interface Waiter {
        Future<Reply> handle(ApiRequest request);
    }

    /** The path as written in OpenAPI. */
    public String pathText() {
        return "/" + String.join("/", path);
    }

    static Builder get(String path) {
        return new Builder("GET", path);
    }

    static Builder post(String path) {
        return new Builder("POST", path);
    }

    static Builder put(String path) {
        return new Builder("PUT", path);
    }

    static Builder delete(String path) {
        return new Builder("DELETE", path);
    }

    /** Puts an endpoint together. */
    static final class Builder {
        private final String method;
        private final List<String> path;
        private final List<Query> parameters = new ArrayList<>();
        private String summary = "";
        private Optional<Shape> body = Optional.empty();
        private Optional<Shape> answer = Optional.empty();
        private boolean open;

        private Builder(String method, String path) {
            this.method = method;
            this.path = List.of(path.substring(1).split("/"));
        }

        Builder summary(String text) {
            summary = text;
            return this;
        }

        Builder query(String name, Shape shape) {
            parameters.add(new Query(name, shape, true));
            return this;
        }

        Builder optionalQuery(String name, Shape shape) {
            parameters.add(new Query(name, shape, false));
            return this;
        }

        Builder body(Shape shape) {
            body = Optional.of(shape);
            return this;
        }

        Builder answers(Shape shape) {
            answer = Optional.of(shape);
            return this;
        }

        Builder open() {
            open = true;
            return this;
        }

        Endpoint by(Work work) {
            return build((request, workers) -> workers.run(() -> work.handle(request)));
        }

        Endpoint byWaiting(Waiter waiter) {
            return build((request, workers) -> waiter.handle(request));
        }

        private Endpoint build(Handler handler) {
            String first = path.get(0);
            String tag = Character.toUpperCase(first.charAt(0)) + first.substring(1);
            return new Endpoint(method, path, tag, summary, List.copyOf(parameters), body, answer, open, handler);
        }
    }
}
