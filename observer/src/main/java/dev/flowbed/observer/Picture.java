package dev.flowbed.observer;

import dev.flowbed.alephium.model.ChainIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A testnet at one moment: every node, every chain in every clique, every miner. */
public record Picture(
        Watched watched, Instant takenAt, List<NodeView> nodes, List<ChainView> chains, List<MinerView> miners) {
    public Picture {
        nodes = List.copyOf(nodes);
        chains = List.copyOf(chains);
        miners = List.copyOf(miners);
    }

    /**
     * The same without what answered for nodes that do not run: at their addresses that was somebody else.
     *
     * @param problems why each of them does not run, by node
     */
    public Picture without(Map<String, String> problems) {
        if (problems.isEmpty()) {
            return this;
        }
        return new Picture(
                watched,
                takenAt,
                nodes.stream()
                        .map(view -> {
                            String problem = problems.get(view.node().name());
                            return problem == null ? view : NodeView.unreachable(view.node(), problem);
                        })
                        .toList(),
                chains.stream()
                        .map(view -> problems.containsKey(view.node()) ? view.unknown() : view)
                        .toList(),
                miners);
    }

    /** The numbers of the cliques, in order. */
    public List<Integer> cliques() {
        return watched.nodes().stream()
                .map(WatchedNode::clique)
                .distinct()
                .sorted()
                .toList();
    }

    /** A node by its name. */
    public Optional<NodeView> node(String name) {
        return nodes.stream().filter(view -> view.node().name().equals(name)).findFirst();
    }

    /** The nodes of a clique, by broker. */
    public List<NodeView> nodesOf(int clique) {
        return nodes.stream().filter(view -> view.node().clique() == clique).toList();
    }

    /** A chain as a clique has it. */
    public Optional<ChainView> chain(int clique, ChainIndex chain) {
        return chains.stream()
                .filter(view -> view.clique() == clique && view.chain().equals(chain))
                .findFirst();
    }

    /** The chains of a clique whose height is known, in order. */
    public List<ChainView> chainsOf(int clique) {
        return chains.stream()
                .filter(view -> view.clique() == clique && view.isKnown())
                .toList();
    }

    /** The chains of the clique that is farthest ahead: what people ask when they ask how high the network is. */
    public List<ChainView> bestChains() {
        List<ChainView> best = List.of();
        long most = -1;
        for (int clique : cliques()) {
            List<ChainView> chainsOfClique = chainsOf(clique);
            long sum = chainsOfClique.stream().mapToLong(ChainView::height).sum();
            if (chainsOfClique.size() > best.size() || (chainsOfClique.size() == best.size() && sum > most)) {
                best = chainsOfClique;
                most = sum;
            }
        }
        return best;
    }

    /** How many blocks the lowest chain of a clique is behind its highest. */
    public int chainSkew(int clique) {
        IntSummaryStatistics heights =
                chainsOf(clique).stream().mapToInt(ChainView::height).summaryStatistics();
        return heights.getCount() == 0 ? 0 : heights.getMax() - heights.getMin();
    }

    /** How many blocks two cliques differ by at most on any one chain. */
    public int cliqueSkew() {
        return ChainIndex.all(watched.groups()).stream()
                .mapToInt(this::skewOf)
                .max()
                .orElse(0);
    }

    /** How many blocks the cliques differ by on a chain. */
    public int skewOf(ChainIndex chain) {
        IntSummaryStatistics heights = chains.stream()
                .filter(view -> view.isKnown() && view.chain().equals(chain))
                .mapToInt(ChainView::height)
                .summaryStatistics();
        return heights.getCount() == 0 ? 0 : heights.getMax() - heights.getMin();
    }

    /** How old the newest block of a chain is by its own timestamp; none without one, never negative. */
    public Optional<Duration> tipAge(ChainView chain) {
        return chain.tip().map(tip -> {
            Duration age = Duration.between(tip.timestamp(), takenAt);
            return age.isNegative() ? Duration.ZERO : age;
        });
    }

    /** Transactions seen since the observer started, as the clique that saw most has them. */
    public long transactions() {
        return cliques().stream()
                .mapToLong(clique -> chainsOf(clique).stream()
                        .mapToLong(ChainView::transactions)
                        .sum())
                .max()
                .orElse(0);
    }

    /** What was seen in blocks since the observer started, as the clique that saw most has it. */
    public Totals totals() {
        Totals most = Totals.NONE;
        for (int clique : cliques()) {
            Totals seen = chainsOf(clique).stream().map(ChainView::totals).reduce(Totals.NONE, Totals::plus);
            most = seen.minted().compareTo(most.minted()) > 0 ? seen : most;
        }
        return most;
    }

    /** Hashes per second of all miners together. */
    public double minedHashRate() {
        return miners.stream().mapToDouble(MinerView::hashRate).sum();
    }
}
