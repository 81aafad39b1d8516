package dev.flowbed.cli.local;

import dev.flowbed.blueprint.JavaProgram;
import dev.flowbed.blueprint.MinerIdentity;
import dev.flowbed.blueprint.MinerPlacement;
import dev.flowbed.blueprint.NodeAddresses;
import dev.flowbed.blueprint.NodeIdentity;
import dev.flowbed.blueprint.NodePlacement;
import dev.flowbed.blueprint.Placement;
import dev.flowbed.blueprint.Topology;
import dev.flowbed.cli.state.PortBook;
import dev.flowbed.cli.state.PortBook.Wanted;
import dev.flowbed.cli.state.Settings;
import dev.flowbed.cli.state.TestnetDir;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every process on loopback of this machine, with ports from the testnet's book. */
public final class LocalPlacement implements Placement {
    /** The port of the supervisor's own metrics in the book, under the name of no process. */
    public static final Wanted PLATFORM_METRICS = new Wanted("flowbed", "metrics", 9573, true);

    private static final String LOOPBACK = "127.0.0.1";

    private final TestnetDir dir;
    private final PortBook ports;
    private final Installation installation;
    private final Optional<Path> officialJar;

    public LocalPlacement(TestnetDir dir, PortBook ports, Installation installation, Optional<Path> officialJar) {
        this.dir = dir;
        this.ports = ports;
        this.installation = installation;
        this.officialJar = officialJar;
    }

    /**
     * The ports that a testnet needs. Alephium's tools look for a development network's REST API at 22973. Ports of metrics may
     * move: only the scrape configuration knows them, and that is written anew.
     */
    public static List<Wanted> wishes(Topology topology) {
        List<Wanted> wishes = new ArrayList<>();
        for (NodeIdentity node : topology.nodes()) {
            wishes.add(new Wanted(node.name(), "rest", 22973));
            wishes.add(new Wanted(node.name(), "miner-api", 10973));
            wishes.add(new Wanted(node.name(), "p2p", 19973));
        }
        for (MinerIdentity miner : topology.miners()) {
            wishes.add(new Wanted(miner.name(), "metrics", 9673, true));
        }
        wishes.add(PLATFORM_METRICS);
        return wishes;
    }

    /** The ports that a testnet needs with what is started beside it. */
    static List<Wanted> wishes(Topology topology, Settings settings) {
        List<Wanted> wishes = new ArrayList<>(wishes(topology));
        if (settings.prometheus() != null) {
            wishes.add(Monitor.PROMETHEUS);
        }
        return wishes;
    }

    @Override
    public NodePlacement node(NodeIdentity node) {
        NodeAddresses addresses = new NodeAddresses(
                LOOPBACK, port(node.name(), "rest"), port(node.name(), "miner-api"), port(node.name(), "p2p"));
        JavaProgram program = switch (node.client()) {
            case RILL -> installation.rill();
            case ALEPHIUM ->
                installation.official(officialJar.orElseThrow(() -> new IllegalStateException(
                        "client alephium needs the official node's jar: --alephium-jar FILE")));
        };
        return new NodePlacement(program, dir.node(node.name()).toString(), LOOPBACK, addresses);
    }

    @Override
    public MinerPlacement miner(MinerIdentity miner) {
        return MinerPlacement.onMachine(installation.miner(), LOOPBACK, LOOPBACK, port(miner.name(), "metrics"));
    }

    private int port(String process, String port) {
        return ports.port(process, port)
                .orElseThrow(() -> new IllegalStateException(process + " has no " + port + " port in the book"));
    }
}
