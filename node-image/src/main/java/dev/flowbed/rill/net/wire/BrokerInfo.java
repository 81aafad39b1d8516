package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A broker and where it is reached. */
public record BrokerInfo(InterBrokerInfo broker, InetSocketAddress address) implements Encodable {
    /** Reads a broker and its address. */
    public static BrokerInfo read(ByteReader in) {
        return new BrokerInfo(InterBrokerInfo.read(in), SocketAddresses.read(in));
    }

    @Override
    public void write(ByteWriter out) {
        broker.write(out);
        SocketAddresses.write(out, address);
    }

    // by hand: a record makes its own at their first call, which a start pays for in tens of milliseconds
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BrokerInfo that && broker.equals(that.broker) && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return 31 * broker.hashCode() + address.hashCode();
    }
}
