package dev.flowbed.blueprint;

import java.util.List;
import java.util.Map;

/** Each process in a container of its own, of Flowbed's images, found by the name of its compose service. */
final class ComposePlacement implements Placement {
    @Override
    public NodePlacement node(NodeIdentity node) {
        return new NodePlacement(
                program("/app/rill.jar"), "/data", "0.0.0.0", new NodeAddresses(node.name(), 22973, 10973, 19973));
    }

    @Override
    public MinerPlacement miner(MinerIdentity miner) {
        return MinerPlacement.inContainer(
                program("/app/flowbed-miner.jar"),
                program("/flowbed/flowbed-miner.jar"),
                "0.0.0.0",
                miner.name(),
                9400);
    }

    private static JavaProgram program(String jar) {
        return new JavaProgram("java", jar, List.of("@/app/options"), Map.of());
    }
}
