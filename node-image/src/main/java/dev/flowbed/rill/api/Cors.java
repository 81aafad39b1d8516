package dev.flowbed.rill.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Lets pages of any origin in, as the official node does (app/.../RestServer.scala). */
final class Cors {
    private Cors() {}

    /** Sets the headers for a request from a page; true when it was a preflight, which is answered then. */
    static boolean answers(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        HttpServerResponse response = request.response();
        response.putHeader("vary", "origin")
                .putHeader("access-control-allow-credentials", "true")
                .putHeader("access-control-allow-origin", origin);
        boolean preflight =
                request.method().name().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
        if (preflight) {
            response.putHeader("access-control-allow-methods", "GET,POST,PUT,HEAD,OPTIONS")
                    .putHeader("access-control-allow-headers", "*")
                    .putHeader("access-control-max-age", "1800")
                    .setStatusCode(204)
                    .end();
        }
        return preflight;
    }
}
