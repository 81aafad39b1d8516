package dev.flowbed.blueprint;

import dev.flowbed.alephium.net.HostPort;

/**
 * Where a full node is reached.
 *
 * @param name or address that others know it by, IPv6 without brackets
 * @param restPort REST, WebSocket and metrics
 * @param minerApiPort the miner protocol
 * @param p2pPort peers, TCP and UDP
 */
public record NodeAddresses(String host, int restPort, int minerApiPort, int p2pPort) {

    /** Base URL of the REST API. */
    public String rest() {
        return "http://" + new HostPort(host, restPort);
    }

    /** URL of the WebSocket. */
    public String webSocket() {
        return "ws://" + new HostPort(host, restPort) + "/ws";
    }

    /** Host and port of the miner API. */
    public String minerApi() {
        return new HostPort(host, minerApiPort).toString();
    }

    /** Host and port for peers. */
    public String p2p() {
        return new HostPort(host, p2pPort).toString();
    }
}
