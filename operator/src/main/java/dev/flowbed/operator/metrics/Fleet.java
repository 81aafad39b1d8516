package dev.flowbed.operator.metrics;

import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.observer.Picture;
import dev.flowbed.operator.mining.Mined;
import java.util.List;
import java.util.Map;

/**
 * All that metrics are made of.
 *
 * @param pictures the newest one of each testnet that is looked at, by "namespace/name"
 * @param mined what was decided of each pool and what it has taken, by "namespace/name"
 */
public record Fleet(
        List<Testnet> testnets,
        List<FullNode> nodes,
        List<MinerPool> pools,
        Map<String, Picture> pictures,
        Map<String, Mined> mined) {

    public Fleet {
        mined = Map.copyOf(mined);
        testnets = List.copyOf(testnets);
        nodes = List.copyOf(nodes);
        pools = List.copyOf(pools);
        pictures = Map.copyOf(pictures);
    }
}
