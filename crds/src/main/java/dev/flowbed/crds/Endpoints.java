package dev.flowbed.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Where a node is reached. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Endpoints(
        @JsonPropertyDescription("Base URL of the REST API.") @Nullable
        String rest,

        @JsonPropertyDescription("URL of the WebSocket.") @Nullable
        String webSocket,

        @JsonPropertyDescription("Host and port of the miner API.") @Nullable
        String minerApi,

        @JsonPropertyDescription("Host and port for peers.") @Nullable
        String p2p) {}
