package dev.flowbed.blueprint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything on one machine, each node on ports of its own. */
final class LocalPlacement implements Placement {
    private static final JavaProgram NODE = new JavaProgram(
            "java", "/opt/node.jar", List.of("-XX:SharedArchiveFile=/opt/node.jsa"), Map.of("PLACE", "here"));
    private static final JavaProgram MINER = new JavaProgram("java", "/opt/miner.jar", List.of(), Map.of());

    private final Map<String, Integer> numbers = new HashMap<>();

    @Override
    public NodePlacement node(NodeIdentity node) {
        int number = number(node.name());
        return new NodePlacement(
                NODE,
                "/data/" + node.name(),
                "127.0.0.1",
                new NodeAddresses("127.0.0.1", 22973 + number, 10973 + number, 19973 + number));
    }

    @Override
    public MinerPlacement miner(MinerIdentity miner) {
        return MinerPlacement.onMachine(MINER, "127.0.0.1", "127.0.0.1", 30000 + number(miner.name()));
    }

    private int number(String name) {
        return numbers.computeIfAbsent(name, key -> numbers.size());
    }
}
