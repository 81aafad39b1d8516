package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import org.jspecify.annotations.Nullable;

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

    // by hand: a record makes its own at their first call, which a start pays for in tens of milliseconds
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InterBrokerInfo that
                && brokerId == that.brokerId
                && brokerNumber == that.brokerNumber
                && cliqueId.equals(that.cliqueId);
    }

    @Override
    public int hashCode() {
        return 31 * cliqueId.hashCode() + brokerId;
    }

    @Override
    public String toString() {
        return "broker " + brokerId + "/" + brokerNumber + " of clique "
                + cliqueId.hex().substring(0, 12);
    }
}
