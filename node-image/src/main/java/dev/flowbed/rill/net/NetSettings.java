package dev.flowbed.rill.net;

import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.rill.config.PeeringSettings;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.net.wire.GroupShare;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the network side of a broker is told, mostly by keys under {@code alephium.network}, {@code alephium.broker} and
 * {@code alephium.discovery}.
 *
 * @param networkId the network; peers of another one are turned away
 * @param groups the number of groups
 * @param share which broker of how many this is
 * @param bindAddress where TCP and UDP are served
 * @param internalAddress where the brokers of the own clique find this one
 * @param coordinatorAddress the internal address of the clique's coordinator
 * @param externalAddress where other cliques find this broker
 * @param bootstrap brokers of other cliques, known from the start
 * @param restPort told to the other brokers of the clique
 * @param minerApiPort told to the other brokers of the clique
 * @param p2pV2 whether this broker offers the second version of sync to other cliques; else it speaks the first one with all
 */
public record NetSettings(
        int networkId,
        int groups,
        GroupShare share,
        HostPort bindAddress,
        HostPort internalAddress,
        HostPort coordinatorAddress,
        Optional<HostPort> externalAddress,
        List<HostPort> bootstrap,
        int restPort,
        int minerApiPort,
        boolean p2pV2,
        Limits limits,
        Timing timing) {
    public NetSettings {
        bootstrap = List.copyOf(bootstrap);
        if (!share.fits(groups)) {
            throw new IllegalArgumentException("broker " + share.brokerId() + " of " + share.brokerNumber()
                    + " does not fit a network of " + groups + " groups: broker-num must divide groups");
        }
    }

    /** From what a node is configured with. */
    public static NetSettings of(
            int networkId, Broker broker, PeeringSettings peering, int restPort, int minerApiPort) {
        return new NetSettings(
                networkId,
                broker.groups(),
                new GroupShare(broker.brokerId(), broker.brokerNum()),
                peering.bindAddress(),
                peering.internalAddress(),
                peering.coordinatorAddress(),
                peering.externalAddress(),
                peering.bootstrap(),
                restPort,
                minerApiPort,
                peering.p2pV2(),
                Limits.of(peering),
                Timing.of(peering.timing()));
    }

    /** The coordinator is the broker whose own address is the coordinator's. */
    public boolean isCoordinator() {
        return internalAddress.equals(coordinatorAddress);
    }

    /**
     * Bounds on what others may use.
     *
     * @param outboundPerGroup connections to other cliques, for each group
     * @param inboundPerGroup connections from other cliques, for each group
     * @param cliquesFromSameIp cliques that may peer from one address
     * @param knownCliquesFromSameIp cliques from one address that discovery remembers
     * @param frameBytes the largest message
     */
    public record Limits(
            int outboundPerGroup,
            int inboundPerGroup,
            int cliquesFromSameIp,
            int knownCliquesFromSameIp,
            int frameBytes) {
        static Limits of(PeeringSettings peering) {
            return new Limits(
                    peering.maxOutboundConnectionsPerGroup(),
                    peering.maxInboundConnectionsPerGroup(),
                    peering.maxCliqueFromSameIp(),
                    peering.maxCliqueFromSameIp(),
                    defaults().frameBytes());
        }

        /** The official node's defaults; a small largest message, since nothing on a testnet needs a large one. */
        public static Limits defaults() {
            return new Limits(16, 64, 2, 2, 32 << 20);
        }
    }

    /**
     * Rhythms and patience.
     *
     * @param ping between signs of life; a peer that owes the last one is left
     * @param handshake for the first message of a connection
     * @param backoffBase before the first new attempt to connect
     * @param backoffMax between attempts at most
     * @param fastSync between chain states while not synced
     * @param stableSync between chain states otherwise
     * @param discoveryScan between looks for more brokers
     * @param ban how long a banned address is turned away
     * @param penaltyForgiveness after which penalties are forgotten
     * @param penaltyInterval in which lesser penalties count once
     * @param broadcastTransactions for gathering new transactions before announcing them
     * @param dependencyExpiry how long blocks wait for what they depend on
     */
    public record Timing(
            Duration ping,
            Duration handshake,
            Duration backoffBase,
            Duration backoffMax,
            Duration fastSync,
            Duration stableSync,
            Duration discoveryScan,
            Duration ban,
            Duration penaltyForgiveness,
            Duration penaltyInterval,
            Duration broadcastTransactions,
            Duration dependencyExpiry) {
        private static final Duration MAX_PING = Duration.ofSeconds(20);

        static Timing of(PeeringSettings.Timing peering) {
            Timing defaults = defaults();
            return new Timing(
                    shorter(peering.pingFrequency(), MAX_PING),
                    peering.retryTimeout(),
                    peering.backoffBaseDelay(),
                    peering.backoffMaxDelay(),
                    peering.fastSyncFrequency(),
                    peering.stableSyncFrequency(),
                    defaults.discoveryScan(),
                    peering.banDuration(),
                    defaults.penaltyForgiveness(),
                    defaults.penaltyInterval(),
                    peering.txsBatchFrequency(),
                    defaults.dependencyExpiry());
        }

        private static Duration shorter(Duration some, Duration other) {
            return some.compareTo(other) < 0 ? some : other;
        }

        /** The official node's defaults, but for pings: a peer that went away without a word is noticed within the minute. */
        public static Timing defaults() {
            return new Timing(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    Duration.ofDays(1),
                    Duration.ofHours(1),
                    Duration.ofSeconds(60),
                    Duration.ofMillis(500),
                    Duration.ofMinutes(5));
        }
    }
}
