package dev.flowbed.observer;

import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.alephium.model.ChainIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** From a picture to conditions: pure, each from one small check, the summary from the others. */
public final class Conditions {
    private static final int NAMED = 3;

    private Conditions() {}

    /** All conditions by type, the summary first; with the usual thresholds. */
    public static Map<String, Condition> of(Picture picture) {
        return of(picture, Thresholds.of(picture.watched().blockTargetTime()));
    }

    /** All conditions by type, the summary first. */
    public static Map<String, Condition> of(Picture picture, Thresholds thresholds) {
        List<Condition> conditions = List.of(
                nodesReachable(picture),
                cliquesFormed(picture),
                synced(picture),
                chainsAdvancing(picture, thresholds),
                skewBounded(picture, thresholds),
                mining(picture));
        Map<String, Condition> byType = new LinkedHashMap<>();
        byType.put(Condition.READY, ready(picture, conditions));
        conditions.forEach(condition -> byType.put(condition.type(), condition));
        return byType;
    }

    private static Condition nodesReachable(Picture picture) {
        return ofNodes(
                picture,
                NodeView::reachable,
                Condition.NODES_REACHABLE,
                "AllReachable",
                "NodeUnreachable",
                "answers",
                "does not answer");
    }

    private static Condition cliquesFormed(Picture picture) {
        return ofNodes(
                picture,
                NodeView::cliqueFormed,
                Condition.CLIQUES_FORMED,
                "AllFormed",
                "CliqueNotFormed",
                "has its clique",
                "waits for its clique");
    }

    private static Condition synced(Picture picture) {
        return ofNodes(
                picture,
                NodeView::synced,
                Condition.SYNCED,
                "AllSynced",
                "NodeNotSynced",
                "is synced",
                "is not synced");
    }

    private static Condition ofNodes(
            Picture picture,
            Predicate<NodeView> holds,
            String type,
            String yes,
            String no,
            String oneHas,
            String oneHasNot) {
        if (picture.nodes().isEmpty()) {
            return Condition.unknown(type, "NoNodes", "there are no nodes");
        }
        List<NodeView> failing = picture.nodes().stream().filter(holds.negate()).toList();
        if (failing.isEmpty()) {
            return Condition.yes(type, yes, "each of " + count(picture.nodes().size(), "node") + " " + oneHas);
        }
        NodeView first = failing.get(0);
        String names = names(failing.stream().map(view -> view.node().name()).toList());
        String why = first.problem().map(problem -> " (" + problem + ")").orElse("");
        return Condition.no(
                type,
                no,
                failing.size() + " of " + picture.nodes().size() + " nodes: " + names + ": " + oneHasNot + why);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String names(List<String> all) {
        String some = all.stream().limit(NAMED).collect(Collectors.joining(", "));
        return all.size() <= NAMED ? some : some + " and " + (all.size() - NAMED) + " more";
    }

    private static Condition chainsAdvancing(Picture picture, Thresholds thresholds) {
        String type = Condition.CHAINS_ADVANCING;
        List<ChainView> known =
                picture.chains().stream().filter(ChainView::isKnown).toList();
        int expected = picture.cliques().size()
                * picture.watched().groups()
                * picture.watched().groups();
        if (known.size() < expected) {
            return Condition.unknown(type, "ChainsUnread", known.size() + " of " + expected + " chains could be read");
        }
        List<ChainView> stalled = known.stream()
                .filter(chain -> isStalled(picture, chain, thresholds.stall()))
                .toList();
        boolean grows = known.stream().anyMatch(chain -> hasGrown(picture, chain, thresholds.stall()));
        if (!grows && picture.watched().miners().isEmpty()) {
            return Condition.unknown(type, "NoMiners", "no miner is part of the testnet, and no block has come");
        }
        if (!stalled.isEmpty()) {
            List<String> names = stalled.stream()
                    .map(chain -> chain.chain() + " of clique " + chain.clique() + " at height " + chain.height())
                    .toList();
            return Condition.no(
                    type,
                    "ChainStalled",
                    stalled.size() + " of " + expected + " chains without a block for "
                            + thresholds.stall().toSeconds() + " s: " + names(names));
        }
        return grows
                ? Condition.yes(type, "Advancing", "all " + count(expected, "chain") + " advance")
                : Condition.unknown(type, "WaitingForBlocks", "no block has been seen yet");
    }

    private static boolean hasGrown(Picture picture, ChainView chain, Duration within) {
        return chain.lastGrowth().isPresent()
                || picture.tipAge(chain)
                        .filter(age -> age.compareTo(within) < 0)
                        .isPresent();
    }

    /** A chain is given time from when it was first seen: after a stop its newest block is old, and all is well. */
    private static boolean isStalled(Picture picture, ChainView chain, Duration stall) {
        Instant since = chain.lastGrowth().orElse(chain.firstSeen());
        boolean young =
                picture.tipAge(chain).filter(age -> age.compareTo(stall) < 0).isPresent();
        return !young && Duration.between(since, picture.takenAt()).compareTo(stall) >= 0;
    }

    private static Condition skewBounded(Picture picture, Thresholds thresholds) {
        String type = Condition.SKEW_BOUNDED;
        if (picture.chains().stream().noneMatch(ChainView::isKnown)) {
            return Condition.unknown(type, "ChainsUnread", "no chain could be read");
        }
        int between = picture.cliqueSkew();
        int widest =
                picture.cliques().stream().mapToInt(picture::chainSkew).max().orElse(0);
        String figures = "cliques differ by " + between + " blocks at most, chains by " + widest;
        if (between > thresholds.cliqueSkew()) {
            ChainIndex chain = worstChain(picture, between);
            return Condition.no(type, "CliquesApart", figures + " (chain " + chain + ")");
        } else if (widest > thresholds.chainSkew()) {
            return Condition.no(type, "ChainsApart", figures);
        }
        return Condition.yes(type, "Together", figures);
    }

    private static ChainIndex worstChain(Picture picture, int skew) {
        return ChainIndex.all(picture.watched().groups()).stream()
                .filter(chain -> picture.skewOf(chain) == skew)
                .findFirst()
                .orElseThrow();
    }

    private static Condition mining(Picture picture) {
        String type = Condition.MINING;
        if (picture.miners().isEmpty()) {
            return Condition.unknown(type, "NoMiners", "no miner is part of the testnet");
        }
        for (MinerView miner : picture.miners()) {
            String name = "miner " + miner.miner().name();
            if (!miner.reachable()) {
                return Condition.no(
                        type,
                        "MinerUnreachable",
                        name + " does not answer: " + miner.problem().orElse("no reason known"));
            } else if (miner.jobAgeSeconds().isEmpty()) {
                return Condition.no(type, "NoJobs", name + " has no job");
            }
        }
        String rate = new HashRate(picture.minedHashRate()).toString();
        return picture.minedHashRate() > 0
                ? Condition.yes(type, "Mining", count(picture.miners().size(), "miner") + " at " + rate)
                : Condition.unknown(type, "NoHashesYet", "no hash rate has been measured yet");
    }

    /** Ready: nodes answer, cliques stand, all is synced and near one another, and chains grow where there are miners. */
    private static Condition ready(Picture picture, List<Condition> conditions) {
        for (Condition condition : conditions) {
            boolean counts = !condition.type().equals(Condition.MINING);
            boolean mayBeUnknown = condition.type().equals(Condition.CHAINS_ADVANCING)
                    && condition.reason().equals("NoMiners");
            if (counts && !condition.isTrue() && !mayBeUnknown) {
                return new Condition(Condition.READY, Condition.Status.FALSE, condition.reason(), condition.message());
            }
        }
        return Condition.yes(
                Condition.READY,
                "Ready",
                count(picture.nodes().size(), "node") + " in "
                        + count(picture.cliques().size(), "clique") + ", "
                        + count(picture.bestChains().size(), "chain"));
    }
}
