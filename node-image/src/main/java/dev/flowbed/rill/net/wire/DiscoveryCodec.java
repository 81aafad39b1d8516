package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import java.util.Arrays;
import java.util.Optional;

/**
 * Datagrams of the discovery protocol: the frame of the network around a signature, a version and the message. The signature is
 * zero where the message names no sender.
 */
public record DiscoveryCodec(WireFrame frames, CliqueKey key) {
    private static final int VERSION = 0x00010000;
    private static final int SIGNATURE_LENGTH = 64;

    /** A datagram. */
    public byte[] encode(DiscoveryMessage message) {
        ByteWriter signed = new ByteWriter().compactInt(VERSION);
        body(signed, message);
        byte[] text = signed.toByteArray();
        Bytes signature = message.signer().isPresent() ? key.signStart(text) : Bytes.wrap(new byte[SIGNATURE_LENGTH]);
        return frames.wrap(new ByteWriter().raw(signature).raw(text).toByteArray());
    }

    /** Decodes a datagram; {@code FormatException} when it is none of this network or its signature is wrong. */
    public DiscoveryMessage decode(byte[] datagram) {
        ByteReader frame = new ByteReader(datagram);
        int magic = frame.int32();
        int checksum = frame.int32();
        int length = frame.int32();
        if (magic != frames.magic() || length != frame.remaining()) {
            throw new FormatException(0, "expected a datagram of this network, found another");
        }
        if (checksum != WireFrame.checksum(datagram, WireFrame.HEADER_LENGTH, length)) {
            throw new FormatException(4, "expected the checksum of the data, found another");
        }
        Bytes signature = Bytes.wrap(frame.raw(SIGNATURE_LENGTH));
        byte[] text = Arrays.copyOfRange(datagram, frame.position(), datagram.length);
        DiscoveryMessage message = ByteReader.readAll(text, DiscoveryCodec::read);
        Optional<CliqueId> author = message.signer();
        boolean genuine = author.isPresent()
                ? CliqueKey.verifyStart(text, signature, author.get())
                : signature.equals(Bytes.wrap(new byte[SIGNATURE_LENGTH]));
        if (!genuine) {
            throw new FormatException(WireFrame.HEADER_LENGTH, "expected a signature of the sender's clique");
        }
        return message;
    }

    private static void body(ByteWriter out, DiscoveryMessage message) {
        if (message instanceof DiscoveryMessage.Ping ping) {
            ping.session().write(out.compactInt(0));
            out.u8(ping.sender().isPresent() ? 1 : 0);
            ping.sender().ifPresent(info -> info.write(out));
        } else if (message instanceof DiscoveryMessage.Pong pong) {
            pong.session().write(out.compactInt(1));
            pong.sender().write(out);
        } else if (message instanceof DiscoveryMessage.FindNode find) {
            find.target().write(out.compactInt(2));
        } else if (message instanceof DiscoveryMessage.Neighbors neighbors) {
            out.compactInt(3).vector(neighbors.peers(), (o, info) -> info.write(o));
        }
    }

    private static DiscoveryMessage read(ByteReader in) {
        int version = in.compactInt();
        if (version != VERSION) {
            throw in.error("expected the discovery version " + VERSION + ", found " + version);
        }
        int code = in.compactInt();
        return switch (code) {
            case 0 -> new DiscoveryMessage.Ping(Hash.read(in), in.option(BrokerInfo::read));
            case 1 -> new DiscoveryMessage.Pong(Hash.read(in), BrokerInfo.read(in));
            case 2 -> new DiscoveryMessage.FindNode(CliqueId.read(in));
            case 3 -> new DiscoveryMessage.Neighbors(in.vector(BrokerInfo::read));
            default -> throw in.error("expected a discovery code below 4, found " + code);
        };
    }
}
