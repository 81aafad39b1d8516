package dev.flowbed.observer;

import java.net.URI;

/** A miner to read: its name, and where its Prometheus metrics are, such as {@code http://127.0.0.1:9101/metrics}. */
public record WatchedMiner(String name, URI metrics) {}
