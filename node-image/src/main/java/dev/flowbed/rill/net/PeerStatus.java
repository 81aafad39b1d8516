package dev.flowbed.rill.net;

import dev.flowbed.rill.net.wire.InterBrokerInfo;
import java.net.InetSocketAddress;

/**
 * A connected broker of another clique, as {@code /infos/inter-clique-peer-info} tells it.
 *
 * @param broker who it is
 * @param groupsPerBroker how many groups it serves
 * @param address the other end of the connection
 * @param synced whether this broker once had everything that the peer had
 * @param clientId what it calls itself
 */
public record PeerStatus(
        InterBrokerInfo broker, int groupsPerBroker, InetSocketAddress address, boolean synced, String clientId) {}
