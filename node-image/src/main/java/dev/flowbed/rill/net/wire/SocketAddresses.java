package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Addresses on the wire: the bytes of an IPv4 or IPv6 address, then the port. Names never travel. */
final class SocketAddresses {
    private static final int MAX_PORT = 0xffff;

    private SocketAddresses() {}

    static InetSocketAddress read(ByteReader in) {
        Bytes raw = in.blob();
        int port = in.compactInt();
        if (port < 0 || port > MAX_PORT) {
            throw in.error("expected a port, found " + port);
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(raw.toArray()), port);
        } catch (UnknownHostException e) {
            throw in.error("expected an address of 4 or 16 bytes, found " + raw.length());
        }
    }

    static void write(ByteWriter out, InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            throw new IllegalArgumentException("cannot send the unresolved address " + address);
        }
        out.blob(Bytes.wrap(ip.getAddress())).compactInt(address.getPort());
    }
}
