package dev.flowbed.blueprint;

import java.util.List;
import java.util.Map;

/** Each process in a pod of its own, found by name, on the same ports everywhere. */
final class ClusterPlacement implements Placement {
    @Override
    public NodePlacement node(NodeIdentity node) {
        return new NodePlacement(
                new JavaProgram("java", "/opt/node.jar", List.of(), Map.of()),
                "/alephium-home/.alephium",
                "0.0.0.0",
                new NodeAddresses(node.name() + ".default.svc", 22973, 10973, 19973));
    }

    @Override
    public MinerPlacement miner(MinerIdentity miner) {
        return MinerPlacement.inContainer(
                new JavaProgram("java", "/opt/miner.jar", List.of(), Map.of()),
                new JavaProgram("/flowbed/java", "/flowbed/miner.jar", List.of(), Map.of()),
                "0.0.0.0",
                miner.name(),
                9400);
    }
}
