package dev.flowbed.rill.config;

import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.mempool.MemPoolSettings;
import java.util.List;

/**
 * All that a node is told, checked.
 *
 * @param rules what all nodes of the network agree on
 * @param warnings lines about settings that are not obeyed, for the log
 */
public record RillConfig(
        StorageSettings storage,
        Broker broker,
        NetworkSettings rules,
        PeeringSettings peering,
        MiningSettings mining,
        MemPoolSettings mempool,
        ApiSettings api,
        WebSocketSettings webSocket,
        DevelopmentSettings development,
        List<String> warnings) {}
