package dev.flowbed.rill.net;

import dev.flowbed.rill.net.wire.Payload;

/** Hears what happens on connections to brokers, on the network thread. */
interface PeerEvents {
    /** The other side has shown who it is. Closing the peer here turns it away. */
    void greeted(Peer peer);

    /** The other side said something after its greeting. */
    void said(Peer peer, Payload payload);

    /** The connection has ended; {@code greeted} may never have come. */
    void left(Peer peer);
}
