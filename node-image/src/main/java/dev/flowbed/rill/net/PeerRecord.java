package dev.flowbed.rill.net;

import java.net.InetAddress;
import java.time.Instant;

/** What is held against an address. */
public sealed interface PeerRecord {
    /** The address. */
    InetAddress address();

    /** Penalties so far; at 100 the address is banned. */
    record Penalized(InetAddress address, int value, Instant since) implements PeerRecord {}

    /** Connections are turned away for a time. */
    record Banned(InetAddress address, Instant until) implements PeerRecord {}
}
