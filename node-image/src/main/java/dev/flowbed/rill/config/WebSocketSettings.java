package dev.flowbed.rill.config;

import java.time.Duration;

/**
 * The WebSocket at /ws.
 *
 * @param enabled whether there is one
 * @param maxConnections most clients at a time
 * @param maxRequestsPerSecond requests of one client in a second before it is cut off
 * @param maxFrameSize longest frame, in bytes
 * @param maxMessageSize longest message, in bytes
 * @param maxWriteQueueSize bytes that may wait for a slow client before it is cut off
 * @param maxSubscriptionsPerConnection most subscriptions of one client
 * @param maxContractEventAddresses most contract addresses of one subscription
 * @param pingFrequency pause between pings
 */
public record WebSocketSettings(
        boolean enabled,
        int maxConnections,
        int maxRequestsPerSecond,
        int maxFrameSize,
        int maxMessageSize,
        int maxWriteQueueSize,
        int maxSubscriptionsPerConnection,
        int maxContractEventAddresses,
        Duration pingFrequency) {}
