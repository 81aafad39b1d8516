package dev.flowbed.observer;

import java.net.URI;
import java.util.Optional;

/**
 * A node to read.
 *
 * @param name what people call it, such as {@code quickstart-0-1}
 * @param clique the number of its clique
 * @param broker its place in the clique: broker b of n serves the groups g with g mod n = b
 * @param brokers how many brokers its clique has
 * @param rest where its REST API is, such as {@code http://127.0.0.1:22973}
 * @param apiKey the key that it asks for; none when it asks for none, since the official node refuses a key it did not ask for
 */
public record WatchedNode(String name, int clique, int broker, int brokers, URI rest, Optional<String> apiKey) {
    /** Everything but the key. */
    @Override
    public String toString() {
        return name + " (clique " + clique + ", broker " + broker + " of " + brokers + ", " + rest + ")";
    }
}
