package dev.flowbed.operator.observation;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.observer.ChainView;
import dev.flowbed.observer.NodeView;
import dev.flowbed.observer.Picture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is wrong with cliques, and since when, from look to look. A network as a whole that does not mine, or that nobody can
 * reach, is not ill: only what differs from the rest is a symptom.
 *
 * @param byClique of cliques by their number in pictures; those without a symptom are absent
 */
public record Symptoms(Map<Integer, Symptom> byClique) {
    /** Before anything was seen. */
    public static final Symptoms NONE = new Symptoms(Map.of());

    public Symptoms {
        byClique = Map.copyOf(byClique);
    }

    /** What is wrong. */
    public enum Kind {
        /** Nodes of the clique are silent or have not come together, while others answer. */
        NOT_FORMED,
        /** Its chains are behind those of other cliques, which grow. */
        BEHIND
    }

    /**
     * A symptom.
     *
     * @param since when it was seen first, without a break
     * @param what in words
     */
    public record Symptom(Kind kind, Instant since, String what) {}

    /**
     * These after another look.
     *
     * @param behindBlocks how many blocks behind the others is behind
     * @param fresh how young the newest block of a chain must be for the chain to count as growing
     */
    public Symptoms after(Picture picture, int behindBlocks, Duration fresh) {
        Map<Integer, Symptom> now = new TreeMap<>();
        for (int clique : picture.cliques()) {
            seen(picture, clique, behindBlocks, fresh).ifPresent(seen -> {
                Symptom before = byClique.get(clique);
                now.put(
                        clique,
                        before != null && before.kind() == seen.kind()
                                ? new Symptom(seen.kind(), before.since(), seen.what())
                                : seen);
            });
        }
        boolean alike =
                picture.cliques().size() > 1 && now.size() == picture.cliques().size();
        return new Symptoms(alike ? Map.of() : now);
    }

    private static Optional<Symptom> seen(Picture picture, int clique, int behindBlocks, Duration fresh) {
        boolean anyAnswers = picture.nodes().stream().anyMatch(NodeView::reachable);
        List<NodeView> silent = picture.nodesOf(clique).stream()
                .filter(view -> !view.reachable() || !view.cliqueFormed())
                .toList();
        if (!silent.isEmpty()) {
            NodeView first = silent.get(0);
            String what = first.node().name()
                    + (first.reachable() ? " has not found the other brokers of its clique" : " does not answer");
            return anyAnswers ? Optional.of(new Symptom(Kind.NOT_FORMED, picture.takenAt(), what)) : Optional.empty();
        }
        return picture.chainsOf(clique).stream()
                .flatMap(chain -> behind(picture, chain, behindBlocks, fresh).stream())
                .findFirst();
    }

    private static Optional<Symptom> behind(Picture picture, ChainView own, int behindBlocks, Duration fresh) {
        return picture.chains().stream()
                .filter(other -> other.clique() != own.clique() && other.isKnown() && isSame(other, own.chain()))
                .filter(other -> other.height() - own.height() >= behindBlocks)
                .filter(other -> grows(picture, other, fresh))
                .max((one, two) -> Integer.compare(one.height(), two.height()))
                .map(best -> new Symptom(
                        Kind.BEHIND,
                        picture.takenAt(),
                        "chain " + own.chain() + " is " + (best.height() - own.height()) + " blocks behind clique "
                                + best.clique()));
    }

    private static boolean isSame(ChainView chain, ChainIndex index) {
        return chain.chain().equals(index);
    }

    private static boolean grows(Picture picture, ChainView chain, Duration fresh) {
        return chain.lastGrowth()
                        .filter(at -> Duration.between(at, picture.takenAt()).compareTo(fresh) <= 0)
                        .isPresent()
                || picture.tipAge(chain)
                        .filter(age -> age.compareTo(fresh) <= 0)
                        .isPresent();
    }
}
