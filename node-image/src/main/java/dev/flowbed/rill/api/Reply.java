package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;

/** What a request is answered with when all is well. */
public sealed interface Reply {
    /** 200 with JSON. */
    record Json(JsonNode value) implements Reply {}

    /** 200 with nothing. */
    record Empty() implements Reply {}

    /** 200 with text of another kind. */
    record Text(String contentType, String body) implements Reply {}

    /** The answer of the broker of the clique that serves a group. */
    record OfGroup(int group) implements Reply {}

    Reply EMPTY = new Empty();

    /** JSON, as a reply. */
    static Reply json(JsonNode value) {
        return new Json(value);
    }
}
