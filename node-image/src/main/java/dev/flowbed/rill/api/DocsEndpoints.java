package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code /docs}: a page of all endpoints, whole in itself, and their OpenAPI description. */
final class DocsEndpoints {
    private final List<Endpoint> endpoints;
    private final String version;
    private final boolean keyNeeded;

    DocsEndpoints(List<Endpoint> endpoints, String version, boolean keyNeeded) {
        this.endpoints = endpoints;
        this.version = version;
        this.keyNeeded = keyNeeded;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/docs")
                        .summary("A page of all endpoints")
                        .open()
                        .by(request -> new Reply.Text("text/html; charset=UTF-8", page())),
                Endpoint.get("/docs/index.html")
                        .summary("The same page")
                        .open()
                        .by(request -> new Reply.Text("text/html; charset=UTF-8", page())),
                Endpoint.get("/docs/openapi.json")
                        .summary("All endpoints as OpenAPI")
                        .open()
                        .by(request -> Reply.json(description())));
    }

    private ObjectNode description() {
        return OpenApi.describe(endpoints, version, keyNeeded);
    }

    private String page() {
        StringBuilder page = new StringBuilder("""
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>rill: the Alephium API</title><style>
                body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
                table{border-collapse:collapse;width:100%}td{border-top:1px solid #ddd;padding:.3rem .6rem;vertical-align:top}
                code{font-size:13px}.m{font-weight:600;width:5rem}h2{margin-top:2rem}
                </style></head><body><h1>The Alephium API, as served by rill</h1>
                <p>For tools: <a href="/docs/openapi.json">openapi.json</a>. WebSocket: <code>/ws</code> (JSON-RPC: subscribe to
                <code>block</code> or <code>tx</code>). Metrics: <a href="/metrics">/metrics</a>.</p>
                """);
        if (keyNeeded) {
            page.append("<p>An API key is needed, in the header <code>X-API-KEY</code>.</p>");
        }
        String tag = "";
        for (Endpoint endpoint : endpoints) {
            if (!endpoint.tag().equals(tag)) {
                page.append(tag.isEmpty() ? "" : "</table>");
                tag = endpoint.tag();
                page.append("<h2>").append(tag).append("</h2><table>");
            }
            row(page, endpoint);
        }
        return page.append("</table></body></html>\n").toString();
    }

    private static void row(StringBuilder page, Endpoint endpoint) {
        page.append("<tr><td class=\"m\">").append(endpoint.method()).append("</td><td><code>");
        page.append(endpoint.pathText());
        String separator = "?";
        for (Endpoint.Query query : endpoint.parameters()) {
            page.append(separator).append(query.required() ? query.name() : "[" + query.name() + "]");
            separator = "&amp;";
        }
        page.append("</code></td><td>").append(endpoint.summary()).append("</td></tr>\n");
    }
}
