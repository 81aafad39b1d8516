package dev.flowbed.alephium.rest;

import dev.flowbed.alephium.json.JsonFields;

/** A broker of another clique that a node is connected to. */
public record Peer(String cliqueId, int brokerId, int groupsPerBroker, boolean synced, String clientVersion) {
    static Peer of(JsonFields json) {
        return new Peer(
                json.text("cliqueId"),
                json.integer("brokerId"),
                json.integer("groupNumPerBroker"),
                json.bool("isSynced"),
                json.text("clientVersion"));
    }
}
