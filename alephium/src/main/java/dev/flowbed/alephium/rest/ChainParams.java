package dev.flowbed.alephium.rest;

import dev.flowbed.alephium.json.JsonFields;

/** What a node says of its network. */
public record ChainParams(int networkId, int numZerosAtLeastInHash, int groupsPerBroker, int groups) {
    static ChainParams of(JsonFields json) {
        return new ChainParams(
                json.integer("networkId"),
                json.integer("numZerosAtLeastInHash"),
                json.integer("groupNumPerBroker"),
                json.integer("groups"));
    }
}
