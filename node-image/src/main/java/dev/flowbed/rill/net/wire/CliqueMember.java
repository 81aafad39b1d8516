package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What a broker tells the coordinator of its clique about itself (flow/.../bootstrap/PeerInfo.scala). The port of the WebSocket
 * stands on the wire still, and is the REST port.
 */
public record CliqueMember(
        int brokerId,
        int groupsPerBroker,
        Optional<InetSocketAddress> externalAddress,
        InetSocketAddress internalAddress,
        int restPort,
        int minerApiPort)
        implements Encodable {
    static CliqueMember read(ByteReader in) {
        int id = in.compactInt();
        int groups = in.compactInt();
        Optional<InetSocketAddress> external = in.option(SocketAddresses::read);
        InetSocketAddress internal = SocketAddresses.read(in);
        int restPort = in.compactInt();
        in.compactInt();
        return new CliqueMember(id, groups, external, internal, restPort, in.compactInt());
    }

    @Override
    public void write(ByteWriter out) {
        out.compactInt(brokerId).compactInt(groupsPerBroker).u8(externalAddress.isPresent() ? 1 : 0);
        externalAddress.ifPresent(address -> SocketAddresses.write(out, address));
        SocketAddresses.write(out, internalAddress);
        out.compactInt(restPort).compactInt(restPort).compactInt(minerApiPort);
    }
}
