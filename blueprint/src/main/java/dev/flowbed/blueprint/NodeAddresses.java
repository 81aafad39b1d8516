package dev.flowbed.blueprint;

/**
 * Where a full node is reached.
 *
 * @param host name or address that others know it by
 * @param restPort REST, WebSocket and metrics
 * @param minerApiPort the miner protocol
 * @param p2pPort peers, TCP and UDP
 */
public record NodeAddresses(String host, int restPort, int minerApiPort, int p2pPort) {

    /** Base URL of the REST API. */
    public String rest() {
        return "http://" + host + ":" + restPort;
    }

    /** URL of the WebSocket. */
    public String webSocket() {
        return "ws://" + host + ":" + restPort + "/ws";
    }

    /** Host and port of the miner API. */
    public String minerApi() {
        return host + ":" + minerApiPort;
    }

    /** Host and port for peers. */
    public String p2p() {
        return host + ":" + p2pPort;
    }
}
