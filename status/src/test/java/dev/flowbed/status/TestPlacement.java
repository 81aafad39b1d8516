package dev.flowbed.status;

import dev.flowbed.blueprint.JavaProgram;
import dev.flowbed.blueprint.MinerIdentity;
import dev.flowbed.blueprint.MinerPlacement;
import dev.flowbed.blueprint.NodeAddresses;
import dev.flowbed.blueprint.NodeIdentity;
import dev.flowbed.blueprint.NodePlacement;
import dev.flowbed.blueprint.Placement;
import java.util.List;
import java.util.Map;

/** Every process at a host of its own name. */
final class TestPlacement implements Placement {
    private static final JavaProgram PROGRAM = new JavaProgram("java", "program.jar", List.of(), Map.of());

    @Override
    public NodePlacement node(NodeIdentity node) {
        return new NodePlacement(PROGRAM, "/data", "0.0.0.0", new NodeAddresses(node.name(), 22973, 10973, 19973));
    }

    @Override
    public MinerPlacement miner(MinerIdentity miner) {
        return MinerPlacement.inContainer(PROGRAM, PROGRAM, "0.0.0.0", miner.name(), 9673);
    }
}
