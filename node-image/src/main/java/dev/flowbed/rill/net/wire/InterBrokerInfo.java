package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;

/** Who a broker is: its clique and its place there. What a handshake signs. */
public record InterBrokerInfo(CliqueId cliqueId, int brokerId, int brokerNumber) implements Encodable {
    /** Reads clique id, broker id and number of brokers. */
    public static InterBrokerInfo read(ByteReader in) {
        return new InterBrokerInfo(CliqueId.read(in), in.compactInt(), in.compactInt());
    }

    @Override
    public void write(ByteWriter out) {
        cliqueId.write(out);
        out.compactInt(brokerId).compactInt(brokerNumber);
    }

    public GroupShare share() {
        return new GroupShare(brokerId, brokerNumber);
    }

    @Override
    public String toString() {
        return "broker " + brokerId + "/" + brokerNumber + " of clique "
                + cliqueId.hex().substring(0, 12);
    }
}
