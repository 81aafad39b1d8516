package dev.flowbed.rill.net;

import dev.flowbed.rill.net.wire.CliqueKey;
import dev.flowbed.rill.net.wire.InterBrokerInfo;
import dev.flowbed.rill.net.wire.PayloadReader;
import dev.flowbed.rill.net.wire.PayloadWriter;
import dev.flowbed.rill.net.wire.WireFrame;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** What all connections of a broker share. */
record PeerContext(
        NetSettings settings,
        NetThread net,
        NetMetrics metrics,
        PeerRecords records,
        WireFrame frames,
        PayloadReader reader,
        PayloadWriter writer,
        AtomicLong connections,
        Clock clock) {
    /** Who this broker is in handshakes. */
    record Identity(CliqueKey key, InterBrokerInfo broker) {}

    /**
     * What this broker calls itself: its own name, the official version that it speaks, and the version of sync (the official node
     * reads the second and the fourth part).
     */
    String clientId() {
        String sync = settings.p2pV2() ? "/p2p-v2" : "/p2p-v1";
        return RILL_PREFIX + "v4.6.0/" + System.getProperty("os.name", "unknown") + sync;
    }

    /** How the client ids of this node start. */
    static final String RILL_PREFIX = "rill/";

    static PeerContext of(NetSettings settings, NetThread net, NetMetrics metrics, PeerRecords records, Clock clock) {
        WireFrame frames = WireFrame.ofNetwork(settings.networkId());
        return new PeerContext(
                settings,
                net,
                metrics,
                records,
                frames,
                new PayloadReader(settings.groups()),
                new PayloadWriter(frames),
                new AtomicLong(),
                clock);
    }
}
