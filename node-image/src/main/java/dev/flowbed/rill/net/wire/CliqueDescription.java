package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import java.util.List;

/**
 * A clique as its coordinator hands it to its brokers: name, brokers in the order of their ids, and the key that all of them sign
 * with (flow/.../bootstrap/IntraCliqueInfo.scala).
 */
public record CliqueDescription(CliqueId id, List<CliqueMember> members, int groupsPerBroker, Bytes privateKey)
        implements Encodable {
    private static final int PRIVATE_KEY_LENGTH = 32;

    public CliqueDescription {
        members = List.copyOf(members);
    }

    static CliqueDescription read(ByteReader in) {
        return new CliqueDescription(
                CliqueId.read(in),
                in.vector(CliqueMember::read),
                in.compactInt(),
                Bytes.wrap(in.raw(PRIVATE_KEY_LENGTH)));
    }

    @Override
    public void write(ByteWriter out) {
        id.write(out);
        out.vector(members).compactInt(groupsPerBroker).raw(privateKey);
    }

    /** How many brokers the clique has. */
    public int brokerNumber() {
        return members.size();
    }

    /** The identity that a broker of this clique shows in handshakes. */
    public InterBrokerInfo broker(int brokerId) {
        return new InterBrokerInfo(id, brokerId, brokerNumber());
    }

    /** Never shows the private key. */
    @Override
    public String toString() {
        return "clique " + id + " of " + members;
    }
}
