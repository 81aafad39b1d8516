package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * {@code /ready}: whether the clique has formed, so that the API can answer. Served without the API key, for those who watch the
 * process and cannot send one. rill's own: the official node says the same only by {@code /infos/self-clique}, with the key.
 */
final class ReadinessEndpoint {
    private final NetworkView network;

    ReadinessEndpoint(NetworkView network) {
        this.network = network;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/ready")
                .summary("Whether this node's clique has formed: 200 or 503")
                .open()
                .by(request -> ready()));
    }

    private Reply ready() {
        if (network.clique().isEmpty()) {
            throw ApiException.unavailable("The clique has not formed yet");
        }
        return Reply.json(JsonNodeFactory.instance.objectNode().put("ready", true));
    }
}
