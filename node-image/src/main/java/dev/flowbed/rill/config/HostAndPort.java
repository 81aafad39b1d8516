package dev.flowbed.rill.config;

import java.net.InetSocketAddress;

/** A host, by name or number, and a TCP port. Names are not resolved here: a name may get its address later. */
public record HostAndPort(String host, int port) {
    /** The address by what the name means now; unresolved when it means nothing. */
    public InetSocketAddress resolve() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
