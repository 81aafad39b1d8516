package dev.flowbed.rill.api;

import dev.flowbed.alephium.hash.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What WebSocket clients can be told of, beside events of contracts. */
enum Topic implements Subscription {
    BLOCK("block", "Block"),
    TX("tx", "Tx");

    private final String word;
    private final String type;
    private final String subscription;

    Topic(String word, String type) {
        this.word = word;
        this.type = type;
        this.subscription = Hash.blake2b(word.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /** The type in notifications. */
    String type() {
        return type;
    }

    @Override
    public String subscription() {
        return subscription;
    }

    static Optional<Topic> of(String word) {
        return Arrays.stream(values()).filter(topic -> topic.word.equals(word)).findFirst();
    }
}
