package dev.flowbed.rill.api;

/** What a WebSocket client wants to be told of. */
sealed interface Subscription permits Topic, ContractSubscription {
    /** What notifications name it by, in hex; the same for the same wish of every client. */
    String subscription();
}
