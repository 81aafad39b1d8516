package dev.flowbed.operator.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.observer.ChainView;
import dev.flowbed.observer.NodeView;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.Watched;
import dev.flowbed.observer.WatchedNode;
import dev.flowbed.operator.observation.Symptoms.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SymptomsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final int[] heights = {100, 100, 100};
    private final Instant[] grown = {NOW, NOW, NOW};
    private final Set<Integer> silent = new HashSet<>();
    private final Set<Integer> unformed = new HashSet<>();

    @Test
    void cliquesThatStandTogetherAreWell() {
        assertThat(seen(Symptoms.NONE, NOW).byClique()).isEmpty();
    }

    @Test
    void aCliqueFarBehindOthersThatGrowIsBehind() {
        heights[1] = 80;
        Symptoms seen = seen(Symptoms.NONE, NOW);
        assertThat(seen.byClique()).containsOnlyKeys(1);
        assertThat(seen.byClique().get(1).kind()).isEqualTo(Kind.BEHIND);
        assertThat(seen.byClique().get(1).what()).contains("20 blocks behind clique 0");
    }

    @Test
    void aFewBlocksBehindIsNotBehind() {
        heights[1] = 81;
        assertThat(seen(Symptoms.NONE, NOW).byClique()).isEmpty();
    }

    @Test
    void whereNothingIsMinedNobodyIsBehind() {
        heights[1] = 10;
        for (int clique = 0; clique < 3; clique++) {
            grown[clique] = NOW.minusSeconds(61);
        }
        assertThat(seen(Symptoms.NONE, NOW).byClique()).isEmpty();
    }

    @Test
    void aSymptomKeepsItsBeginningWhileItLastsAndLosesItWhenItEnds() {
        heights[1] = 50;
        Symptoms first = seen(Symptoms.NONE, NOW);
        grown[0] = NOW.plusSeconds(30);
        grown[2] = NOW.plusSeconds(30);
        Symptoms second = seen(first, NOW.plusSeconds(30));
        assertThat(second.byClique().get(1).since()).isEqualTo(NOW);
        heights[1] = 100;
        Symptoms well = seen(second, NOW.plusSeconds(31));
        assertThat(well.byClique()).isEmpty();
        heights[1] = 50;
        assertThat(seen(well, NOW.plusSeconds(32)).byClique().get(1).since()).isEqualTo(NOW.plusSeconds(32));
    }

    @Test
    void aSilentNodeAndACliqueThatHasNotFormedAreSeen() {
        silent.add(0);
        unformed.add(2);
        Symptoms seen = seen(Symptoms.NONE, NOW);
        assertThat(seen.byClique().get(0).what()).isEqualTo("n0 does not answer");
        assertThat(seen.byClique().get(2).what()).isEqualTo("n2 has not found the other brokers of its clique");
    }

    @Test
    void whenAllAreAlikeNoneIsIll() {
        silent.addAll(Set.of(0, 1, 2));
        assertThat(seen(Symptoms.NONE, NOW).byClique())
                .as("it may be the operator that cannot reach them")
                .isEmpty();
        silent.clear();
        unformed.addAll(Set.of(0, 1, 2));
        assertThat(seen(Symptoms.NONE, NOW).byClique()).isEmpty();
    }

    @Test
    void aCliqueThatCatchesUpIsGivenItsTime() {
        heights[1] = 20;
        Symptoms first = seen(Symptoms.NONE, NOW);
        heights[1] = 50;
        Symptoms nearer = seen(first, NOW.plusSeconds(10));
        assertThat(nearer.byClique().get(1).since()).isEqualTo(NOW.plusSeconds(10));
        heights[1] = 45;
        Symptoms stuck = seen(nearer, NOW.plusSeconds(20));
        assertThat(stuck.byClique().get(1).since()).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void aLookThatCannotCompareNeitherHealsNorAccuses() {
        heights[1] = 50;
        Symptoms first = seen(Symptoms.NONE, NOW);
        silent.addAll(Set.of(0, 2));
        Symptoms second = seen(first, NOW.plusSeconds(10));
        assertThat(second.alike()).as("all have something").isTrue();
        assertThat(second.byClique()).isEmpty();
        silent.add(1);
        Symptoms third = seen(second, NOW.plusSeconds(20));
        assertThat(third.alike()).as("nobody answers").isTrue();

        silent.clear();
        Symptoms sighted = seen(third, NOW.plusSeconds(30));
        assertThat(sighted.byClique()).containsOnlyKeys(1);
        assertThat(sighted.byClique().get(1).since()).isEqualTo(NOW);

        silent.add(0);
        assertThat(seen(third, NOW.plusSeconds(40)).byClique().get(0).since()).isEqualTo(NOW.plusSeconds(40));
    }

    @Test
    void aCliqueThatIsBehindAndFallsSilentIsIllWithoutABreak() {
        heights[1] = 50;
        Symptoms first = seen(Symptoms.NONE, NOW);
        silent.add(1);
        Symptoms second = seen(first, NOW.plusSeconds(10));
        assertThat(second.byClique().get(1).kind()).isEqualTo(Kind.NOT_FORMED);
        assertThat(second.byClique().get(1).since()).isEqualTo(NOW);
        silent.clear();
        assertThat(seen(second, NOW.plusSeconds(20)).byClique().get(1).since()).isEqualTo(NOW);
    }

    private Symptoms seen(Symptoms before, Instant at) {
        return before.after(picture(at), 20, FRESH);
    }

    private Picture picture(Instant at) {
        List<WatchedNode> watched = new ArrayList<>();
        List<NodeView> nodes = new ArrayList<>();
        List<ChainView> chains = new ArrayList<>();
        for (int clique = 0; clique < 3; clique++) {
            WatchedNode node =
                    new WatchedNode("n" + clique, clique, 0, 1, URI.create("http://n" + clique), Optional.empty());
            watched.add(node);
            boolean answers = !silent.contains(clique);
            boolean formed = answers && !unformed.contains(clique);
            nodes.add(new NodeView(node, answers, formed, formed, 2, 2, Optional.of("v4.6.0"), Optional.empty()));
            chains.add(new ChainView(
                    new ChainIndex(0, 0),
                    clique,
                    node.name(),
                    formed ? heights[clique] : -1,
                    Optional.empty(),
                    NOW.minusSeconds(1000),
                    Optional.of(grown[clique]),
                    Optional.empty(),
                    Optional.empty(),
                    0));
        }
        return new Picture(
                new Watched("net", 1, Duration.ofSeconds(2), watched, List.of()), at, nodes, chains, List.of());
    }
}
