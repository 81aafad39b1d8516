package dev.flowbed.rill.flow;

import dev.flowbed.alephium.consensus.BlockTime;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The target of the next block of a chain, from the mean difficulty and pace of all chains and from the chain's own
 * (flow/.../FlowDifficultyAdjustment.scala, ChainDifficultyAdjustment.scala; Danube rules).
 */
final class DifficultyAdjustment {
    private static final int TESTNET = 1;
    // when the own pace of a chain began to count (protocol/.../ALPH.scala)
    private static final long OWN_PACE_TIMESTAMP = 1768384800000L;
    private static final long OWN_PACE_TIMESTAMP_TESTNET = 1766052000000L;
    private static final int CACHED_BLOCKS = 2048;
    private static final int HEIGHT_GAP = BlockTime.WINDOW;
    private static final BigInteger SCALE = BigInteger.valueOf(1_000_000);
    private static final BigInteger LOW_GAMMA = BigInteger.valueOf(750_000);
    private static final BigInteger HIGH_GAMMA = BigInteger.valueOf(1_500_000);

    /** Difficulty of a block, and the time that the window up to it took. */
    private record Pace(BigInteger difficulty, long millis) {}

    /** Sums over the chains of a group, seen from an intra-group block, and the oldest of their tips. */
    private record GroupPace(BigInteger difficulty, long millis, long oldest) {}

    private final FlowGraph graph;
    private final BlockTime blockTime;
    private final Target maxTarget;
    private final long ownPaceFrom;
    private final LruCache<BlockHash, Pace> paces = new LruCache<>(CACHED_BLOCKS);
    private final LruCache<BlockHash, GroupPace> groupPaces = new LruCache<>(CACHED_BLOCKS);

    DifficultyAdjustment(FlowGraph graph, NetworkSettings network) {
        this.graph = graph;
        this.blockTime = network.danube();
        this.maxTarget = network.maxTarget();
        this.ownPaceFrom = network.networkId() == TESTNET ? OWN_PACE_TIMESTAMP_TESTNET : OWN_PACE_TIMESTAMP;
    }

    Target nextTarget(ChainIndex chain, List<BlockHash> deps, long timestamp) {
        FlowTips tips = FlowTips.of(chain.from(), deps);
        GroupPace all = allPaces(tips);
        BigInteger chains = BigInteger.valueOf((long) graph.groups() * graph.groups());
        BigInteger average = all.difficulty().divide(chains);
        long averageMillis = all.millis() / chains.longValue();
        BlockHash parent = tips.outTips().get(chain.to());
        if (timestamp > ownPaceFrom) {
            // no more than that is asked, and a chain that never grew, as on development networks, is as old as genesis
            boolean ahead = blocksAfter(parent, all.oldest(), HEIGHT_GAP + 1) > HEIGHT_GAP;
            return withOwnPace(average, averageMillis, parent, ahead);
        }
        int gap = blocksAfter(parent, all.oldest(), Integer.MAX_VALUE);
        return adjusted(Target.ofDifficulty(penalized(average, gap)), averageMillis);
    }

    private Target withOwnPace(BigInteger average, long averageMillis, BlockHash parent, boolean ahead) {
        BigInteger adjusted =
                adjusted(Target.ofDifficulty(average), averageMillis).difficulty();
        Pace own = pace(parent);
        BigInteger chain =
                retarget(Target.ofDifficulty(own.difficulty()), own.millis()).difficulty();
        BigInteger next = towards(adjusted, chain);
        BigInteger penalized = ahead ? percent(next, 105) : next;
        BigInteger clipped = penalized.max(percent(own.difficulty(), 98)).min(percent(own.difficulty(), 104));
        return easiest(Target.ofDifficulty(clipped).value());
    }

    private static BigInteger percent(BigInteger value, int percent) {
        return value.multiply(BigInteger.valueOf(percent)).divide(BigInteger.valueOf(100));
    }

    private static BigInteger penalized(BigInteger difficulty, int gap) {
        return gap > HEIGHT_GAP ? percent(difficulty, 100 + 3 * (gap - HEIGHT_GAP)) : difficulty;
    }

    /** The average where a chain is near it, else moved towards the chain's own difficulty. */
    private static BigInteger towards(BigInteger average, BigInteger chain) {
        BigInteger gamma = chain.multiply(SCALE).divide(average);
        if (gamma.compareTo(HIGH_GAMMA) > 0) {
            return average.multiply(HIGH_GAMMA)
                    .add(chainShare(gamma.subtract(HIGH_GAMMA), chain))
                    .divide(gamma);
        } else if (gamma.compareTo(LOW_GAMMA) < 0) {
            return gamma.multiply(average)
                    .add(chainShare(LOW_GAMMA.subtract(gamma), chain))
                    .divide(LOW_GAMMA);
        }
        return average;
    }

    private static BigInteger chainShare(BigInteger factor, BigInteger chain) {
        return factor.multiply(BigInteger.valueOf(11)).multiply(chain).divide(BigInteger.TEN);
    }

    private Target adjusted(Target target, long millis) {
        long expected = blockTime.windowMillis();
        long damped = expected + (millis - expected) / 4;
        return retarget(target, Math.max(expected * 84 / 100, Math.min(expected * 108 / 100, damped)));
    }

    private Target retarget(Target target, long millis) {
        return easiest(target.value()
                .multiply(BigInteger.valueOf(millis))
                .divide(BigInteger.valueOf(blockTime.windowMillis())));
    }

    private Target easiest(BigInteger value) {
        return value.compareTo(maxTarget.value()) <= 0 ? Target.of(value) : maxTarget;
    }

    /** Over all chains, seen from the intra-group blocks that all dependencies have in common. */
    private GroupPace allPaces(FlowTips tips) {
        List<FlowNode> intraDeps = new ArrayList<>();
        tips.inTips().forEach(dep -> intraDeps.add(graph.node(dep)));
        intraDeps.add(graph.node(tips.outTips().get(tips.group())));
        GroupPace sum = new GroupPace(BigInteger.ZERO, 0, Long.MAX_VALUE);
        for (int group = 0; group < graph.groups(); group++) {
            GroupPace pace = groupPace(lowestIntraDep(intraDeps, group));
            sum = new GroupPace(
                    sum.difficulty().add(pace.difficulty()),
                    sum.millis() + pace.millis(),
                    Math.min(sum.oldest(), pace.oldest()));
        }
        return sum;
    }

    private BlockHash lowestIntraDep(List<FlowNode> nodes, int group) {
        BlockHash lowest = nodes.get(0).intraDep(group);
        int height = graph.node(lowest).height();
        for (FlowNode node : nodes) {
            BlockHash dep = node.intraDep(group);
            int depHeight = graph.node(dep).height();
            if (depHeight < height) {
                lowest = dep;
                height = depHeight;
            }
        }
        return lowest;
    }

    private GroupPace groupPace(BlockHash intraBlock) {
        GroupPace cached = groupPaces.get(intraBlock);
        if (cached != null) {
            return cached;
        }
        BigInteger difficulty = BigInteger.ZERO;
        long millis = 0;
        long oldest = Long.MAX_VALUE;
        for (BlockHash tip : graph.node(intraBlock).outTips()) {
            Pace pace = pace(tip);
            difficulty = difficulty.add(pace.difficulty());
            millis += pace.millis();
            oldest = Math.min(oldest, graph.node(tip).timestamp());
        }
        GroupPace sum = new GroupPace(difficulty, millis, oldest);
        groupPaces.put(intraBlock, sum);
        return sum;
    }

    private Pace pace(BlockHash block) {
        Pace cached = paces.get(block);
        if (cached != null) {
            return cached;
        }
        FlowNode node = graph.node(block);
        int start = node.height() - BlockTime.WINDOW;
        long millis = start < 1
                ? blockTime.windowMillis()
                : node.timestamp() - graph.node(graph.ancestor(node, start)).timestamp();
        Pace pace = new Pace(node.header().target().difficulty(), millis);
        paces.put(block, pace);
        return pace;
    }

    private int blocksAfter(BlockHash tip, long timestamp, int most) {
        int count = 0;
        FlowNode node = graph.node(tip);
        while (count < most && node.timestamp() > timestamp) {
            count++;
            node = graph.node(node.parent());
        }
        return count;
    }
}
