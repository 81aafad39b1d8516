package dev.flowbed.operator.place;

import dev.flowbed.blueprint.JavaProgram;
import dev.flowbed.blueprint.MinerIdentity;
import dev.flowbed.blueprint.MinerPlacement;
import dev.flowbed.blueprint.NodeAddresses;
import dev.flowbed.blueprint.NodeIdentity;
import dev.flowbed.blueprint.NodePlacement;
import dev.flowbed.blueprint.Placement;
import dev.flowbed.crds.Client;
import java.util.List;
import java.util.Map;

/**
 * Each process in a pod of its own, found by the name of its Service, on the same ports everywhere.
 *
 * @param namespace the Testnet's
 */
public record ClusterPlacement(String namespace) implements Placement {
    /** REST, WebSocket and the nodes' metrics: the port of development networks. */
    public static final int REST = 22973;

    /** The miner protocol. */
    public static final int MINER_API = 10973;

    /** Peers, TCP and UDP: the port of development networks. */
    public static final int P2P = 19973;

    /** Metrics of miners. */
    public static final int MINER_METRICS = 9400;

    /** Where a node's volume is mounted. */
    public static final String NODE_HOME = "/data";

    /** An image made by Flowbed's build has the native library there; where it is not, the client unpacks its own. */
    private static final List<String> OFFICIAL_OPTIONS = List.of("-XX:-UsePerfData", "-Djava.library.path=/app/native");

    /** Where the pod of another miner has Flowbed's, with a Java of its own, copied out of Flowbed's image. */
    public static final String BESIDE = "/flowbed";

    private static final JavaProgram IN_ANOTHERS_IMAGE =
            new JavaProgram(BESIDE + "/jre/bin/java", BESIDE + "/flowbed-miner.jar", List.of(), Map.of());

    private static final String EVERYWHERE = "0.0.0.0";

    /** The Service that peers and miners know a node by. */
    public static String peersService(String node) {
        return node + "-peers";
    }

    @Override
    public NodePlacement node(NodeIdentity node) {
        return new NodePlacement(
                program(node.client()),
                NODE_HOME,
                EVERYWHERE,
                new NodeAddresses(peersService(node.name()) + "." + namespace + ".svc", REST, MINER_API, P2P));
    }

    @Override
    public MinerPlacement miner(MinerIdentity miner) {
        return MinerPlacement.inContainer(
                own("/app/flowbed-miner.jar"),
                IN_ANOTHERS_IMAGE,
                EVERYWHERE,
                miner.pool() + "." + namespace + ".svc",
                MINER_METRICS);
    }

    private static JavaProgram program(Client client) {
        return switch (client) {
            case RILL -> own("/app/rill.jar");
            // where the published image has it
            case ALEPHIUM -> new JavaProgram("java", "/alephium.jar", OFFICIAL_OPTIONS, Map.of());
        };
    }

    /** Flowbed's own images know best which options their class-data archive and their native library need. */
    private static JavaProgram own(String jar) {
        return new JavaProgram("java", jar, List.of("@/app/options"), Map.of());
    }
}
