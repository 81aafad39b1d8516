package dev.flowbed.rill.config;

import dev.flowbed.alephium.net.HostPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a node meets other nodes, and which.
 *
 * @param bindAddress where P2P is listened on
 * @param internalAddress how brokers of the same clique reach this node
 * @param coordinatorAddress the internal address of broker 0 of this clique
 * @param externalAddress how other cliques reach this node, where that differs
 * @param bootstrap nodes of other cliques to peer with
 * @param maxCliqueFromSameIp how many cliques of one IP address are accepted
 * @param maxOutboundConnectionsPerGroup connections opened, for each group
 * @param maxInboundConnectionsPerGroup connections accepted, for each group
 * @param p2pV2 whether chains are synced with other cliques by the second version of the protocol, where they speak it
 */
public record PeeringSettings(
        HostPort bindAddress,
        HostPort internalAddress,
        HostPort coordinatorAddress,
        Optional<HostPort> externalAddress,
        List<HostPort> bootstrap,
        int maxCliqueFromSameIp,
        int maxOutboundConnectionsPerGroup,
        int maxInboundConnectionsPerGroup,
        boolean p2pV2,
        Timing timing) {

    /**
     * How often and how long.
     *
     * @param pingFrequency pause between pings to a peer
     * @param retryTimeout how long to try to reach the coordinator, and how long a handshake may take
     * @param banDuration how long a peer that misbehaved is refused
     * @param backoffBaseDelay first pause before connecting again; doubled up to the next
     * @param backoffMaxDelay longest pause before connecting again
     * @param fastSyncFrequency pause between sync requests while behind
     * @param stableSyncFrequency pause between sync requests while level
     * @param txsBatchFrequency pause between announcements of new transactions
     */
    public record Timing(
            Duration pingFrequency,
            Duration retryTimeout,
            Duration banDuration,
            Duration backoffBaseDelay,
            Duration backoffMaxDelay,
            Duration fastSyncFrequency,
            Duration stableSyncFrequency,
            Duration txsBatchFrequency) {}

    /** Whether this broker leads its clique: its internal address is the coordinator's. */
    public boolean isCoordinator() {
        return internalAddress.equals(coordinatorAddress);
    }
}
