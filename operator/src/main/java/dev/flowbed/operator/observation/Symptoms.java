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
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with cliques, and since when, from look to look. A network as a whole that does not mine, or that nobody can
 * reach, is not ill: only what differs from the rest is a symptom.
 *
 * @param byClique of cliques by their number in pictures; those without a symptom are absent
 * @param alike whether all cliques are ill, so that none differs from the rest
 * @param remembered symptoms that last, also through looks in which all are alike
 */
public record Symptoms(Map<Integer, Symptom> byClique, boolean alike, Map<Integer, Symptom> remembered) {
    /** Before anything was seen. */
    public static final Symptoms NONE = new Symptoms(Map.of());

    public Symptoms {
        byClique = Map.copyOf(byClique);
        remembered = Map.copyOf(remembered);
    }

    /** Of cliques that differ from the rest. */
    public Symptoms(Map<Integer, Symptom> byClique) {
        this(byClique, false, byClique);
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
     * @param since when it was seen first, without a break; of a clique that is behind, when it last came nearer to the others
     * @param what in words
     * @param blocks how many blocks it was behind then; 0 where it was not behind
     */
    public record Symptom(Kind kind, Instant since, String what, int blocks) {
        /** This, of a clique that had something before. */
        Symptom after(@Nullable Symptom before) {
            if (before == null) {
                return this;
            }
            boolean lasts = kind == Kind.NOT_FORMED || (before.blocks > 0 && blocks >= before.blocks);
            return lasts ? new Symptom(kind, before.since, what, before.blocks) : this;
        }
    }

    /**
     * These after another look.
     *
     * @param behindBlocks how many blocks behind the others is behind
     * @param fresh how young the newest block of a chain must be for the chain to count as growing
     */
    public Symptoms after(Picture picture, int behindBlocks, Duration fresh) {
        Map<Integer, Symptom> now = new TreeMap<>();
        for (int clique : picture.cliques()) {
            Optional<Symptom> before = Optional.ofNullable(remembered.get(clique));
            seen(picture, clique, behindBlocks, fresh)
                    .map(seen -> seen.after(before.orElse(null)))
                    .or(() -> before.filter(earlier -> earlier.kind() == Kind.BEHIND && !comparable(picture)))
                    .ifPresent(symptom -> now.put(clique, symptom));
        }
        boolean nobody = picture.nodes().stream().noneMatch(NodeView::reachable);
        boolean alike = nobody
                || picture.cliques().size() > 1
                        && now.size() == picture.cliques().size();
        if (!alike) {
            return new Symptoms(now);
        }
        // who was silent in a look in which all are may be so by chance; who was behind is no nearer for it
        Map<Integer, Symptom> lasting = new TreeMap<>(remembered);
        lasting.values().removeIf(symptom -> symptom.kind() != Kind.BEHIND);
        return new Symptoms(Map.of(), true, lasting);
    }

    /** Whether all is known that cliques are compared by. */
    private static boolean comparable(Picture picture) {
        return picture.chains().stream().allMatch(ChainView::isKnown);
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
            return anyAnswers
                    ? Optional.of(new Symptom(Kind.NOT_FORMED, picture.takenAt(), what, 0))
                    : Optional.empty();
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
                                + best.clique(),
                        best.height() - own.height()));
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
