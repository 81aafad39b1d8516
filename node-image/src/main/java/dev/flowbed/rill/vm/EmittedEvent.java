package dev.flowbed.rill.vm;

import dev.flowbed.alephium.hash.Hash;

/**
 * An event and where it happened.
 *
 * @param transaction the transaction whose script led to it
 */
public record EmittedEvent(Hash transaction, Event event) {}
