package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.hash.Hash;
import java.util.List;
import java.util.Optional;

/** What brokers say over UDP to find one another (protocol/.../message/DiscoveryMessage.scala). */
public sealed interface DiscoveryMessage {
    /** Asks for a {@link Pong}; says who asks when the sender can be reached. */
    record Ping(Hash session, Optional<BrokerInfo> sender) implements DiscoveryMessage {}

    /** Answers with the sender's place. */
    record Pong(Hash session, BrokerInfo sender) implements DiscoveryMessage {}

    /** Asks for brokers near a clique id. */
    record FindNode(CliqueId target) implements DiscoveryMessage {}

    /** Brokers that the sender knows. */
    record Neighbors(List<BrokerInfo> peers) implements DiscoveryMessage {}

    /** The clique whose key signs this message, if one does. */
    default Optional<CliqueId> signer() {
        if (this instanceof Ping ping) {
            return ping.sender().map(info -> info.broker().cliqueId());
        } else if (this instanceof Pong pong) {
            return Optional.of(pong.sender().broker().cliqueId());
        }
        return Optional.empty();
    }
}
