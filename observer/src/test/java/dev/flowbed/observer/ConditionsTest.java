package dev.flowbed.observer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final WatchedMiner MINER = new WatchedMiner("cpu", URI.create("http://127.0.0.1:1/metrics"));
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration OLD = Duration.ofMinutes(10);

    private static WatchedNode node(int clique) {
        return new WatchedNode("n-" + clique, clique, 0, 1, URI.create("http://127.0.0.1:1"), Optional.empty());
    }

    private static NodeView fine(int clique) {
        return new NodeView(node(clique), true, true, true, 1, 1, Optional.of("v4.6.0"), Optional.empty());
    }

    private static MinerView mines() {
        return new MinerView(MINER, true, 500_000, 3, 0, Optional.of(0.5), Optional.empty());
    }

    private static ChainView chain(int clique, int height, Duration tipAge, Duration watchedFor, boolean grew) {
        Optional<Tip> tip =
                height == 0 ? Optional.empty() : Optional.of(new Tip(BlockHash.ZERO, NOW.minus(tipAge), Target.MAX, 0));
        return new ChainView(
                new ChainIndex(0, 0),
                clique,
                "n-" + clique,
                height,
                tip,
                NOW.minus(watchedFor),
                grew ? Optional.of(NOW.minus(tipAge)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    private static Picture picture(List<NodeView> nodes, List<MinerView> miners, ChainView... chains) {
        Watched watched = new Watched(
                "t",
                1,
                Duration.ofSeconds(2),
                nodes.stream().map(NodeView::node).toList(),
                miners.stream().map(MinerView::miner).toList());
        return new Picture(watched, NOW, nodes, List.of(chains), miners);
    }

    private static Condition condition(Picture picture, String type) {
        return Conditions.of(picture).get(type);
    }

    @Test
    void aTestnetWhoseChainsGrowIsReady() {
        Picture picture = picture(
                List.of(fine(0), fine(1)),
                List.of(mines()),
                chain(0, 7, FRESH, OLD, true),
                chain(1, 7, FRESH, OLD, true));
        assertThat(Conditions.of(picture).values()).allMatch(Condition::isTrue);
        assertThat(Conditions.of(picture).keySet().iterator().next()).isEqualTo(Condition.READY);
        assertThat(condition(picture, Condition.MINING).message()).isEqualTo("1 miner at 500 kH/s");
    }

    @Test
    void aTestnetWithoutABlockYetIsNotReadyButNotStalledEither() {
        Picture picture = picture(List.of(fine(0)), List.of(mines()), chain(0, 0, FRESH, FRESH, false));
        assertThat(condition(picture, Condition.CHAINS_ADVANCING).status()).isEqualTo(Condition.Status.UNKNOWN);
        assertThat(condition(picture, Condition.READY).reason()).isEqualTo("WaitingForBlocks");
    }

    @Test
    void aTestnetThatWasStoppedForLongIsNotStalledAtOnce() {
        Picture picture = picture(List.of(fine(0)), List.of(mines()), chain(0, 90, OLD, FRESH, false));
        assertThat(condition(picture, Condition.CHAINS_ADVANCING).reason()).isEqualTo("WaitingForBlocks");
    }

    @Test
    void aChainWithoutABlockForTooLongIsNamed() {
        Picture picture = picture(
                List.of(fine(0), fine(1)),
                List.of(mines()),
                chain(0, 12, OLD, OLD, true),
                chain(1, 12, FRESH, OLD, true));
        Condition advancing = condition(picture, Condition.CHAINS_ADVANCING);
        assertThat(advancing.reason()).isEqualTo("ChainStalled");
        assertThat(advancing.message())
                .contains("0->0 of clique 0 at height 12")
                .contains("60 s");
        assertThat(condition(picture, Condition.READY).status()).isEqualTo(Condition.Status.FALSE);
    }

    @Test
    void withoutMinersChainsNeedNotGrow() {
        Picture picture = picture(List.of(fine(0)), List.of(), chain(0, 0, FRESH, OLD, false));
        assertThat(condition(picture, Condition.CHAINS_ADVANCING).reason()).isEqualTo("NoMiners");
        assertThat(condition(picture, Condition.READY).isTrue()).isTrue();
    }

    @Test
    void cliquesThatDriftApartAreNamedWithTheChain() {
        Picture picture = picture(
                List.of(fine(0), fine(1)),
                List.of(mines()),
                chain(0, 100, FRESH, OLD, true),
                chain(1, 70, FRESH, OLD, true));
        assertThat(picture.cliqueSkew()).isEqualTo(30);
        assertThat(condition(picture, Condition.SKEW_BOUNDED).reason()).isEqualTo("CliquesApart");
        assertThat(condition(picture, Condition.READY).isTrue()).isFalse();
    }

    @Test
    void aNodeThatIsNotSyncedIsNamed() {
        NodeView behind = new NodeView(node(0), true, true, false, 0, 0, Optional.empty(), Optional.empty());
        Picture picture = picture(List.of(behind), List.of(mines()), chain(0, 7, FRESH, OLD, true));
        assertThat(condition(picture, Condition.SYNCED).message()).contains("n-0");
        assertThat(condition(picture, Condition.READY).reason()).isEqualTo("NodeNotSynced");
    }

    @Test
    void aMinerThatIsGoneIsSaidButDoesNotMakeTheChainsUnready() {
        MinerView gone = new MinerView(MINER, false, 0, 0, 0, Optional.empty(), Optional.of("refused"));
        Picture picture = picture(List.of(fine(0)), List.of(gone), chain(0, 7, FRESH, OLD, true));
        assertThat(condition(picture, Condition.MINING).reason()).isEqualTo("MinerUnreachable");
        assertThat(condition(picture, Condition.READY).isTrue()).isTrue();
    }

    @Test
    void metricsAreWellFormedAndBounded() {
        Picture picture = picture(List.of(fine(0)), List.of(mines()), chain(0, 7, FRESH, OLD, true));
        MetricText page = new MetricText();
        PlatformMetrics.add(page, MetricText.Labels.NONE, picture);
        PlatformMetrics.add(page, MetricText.Labels.NONE, picture);
        String text = page.toString();
        assertThat(text)
                .contains("flowbed_chain_height{testnet=\"t\",clique=\"0\",chain_from=\"0\",chain_to=\"0\"} 7\n")
                .contains("flowbed_testnet_condition{testnet=\"t\",type=\"Ready\",status=\"true\"} 1\n")
                .contains("flowbed_testnet_condition{testnet=\"t\",type=\"Ready\",status=\"false\"} 0\n")
                .contains(
                        "flowbed_node_info{testnet=\"t\",node=\"n-0\",clique=\"0\",broker=\"0\",version=\"v4.6.0\"} 1\n")
                .contains("flowbed_testnet_mined_hash_rate_hertz{testnet=\"t\"} 500000\n");
        List<String> types = new ArrayList<>();
        text.lines().filter(line -> line.startsWith("# TYPE")).forEach(types::add);
        assertThat(types).doesNotHaveDuplicates();
        assertThat(text.lines())
                .allMatch(line -> line.startsWith("# ") || line.matches("flowbed_[a-z_]+\\{[^}]*} -?[0-9.E+-]+"));
    }

    @Test
    void whatAnswersForANodeThatDoesNotRunDoesNotCount() {
        Picture picture = picture(
                        List.of(fine(0), fine(1)),
                        List.of(mines()),
                        chain(0, 7, FRESH, OLD, true),
                        chain(1, 7, FRESH, OLD, true))
                .without(Map.of("n-1", "its process does not run"));
        Condition ready = condition(picture, Condition.READY);
        assertThat(ready.status()).isEqualTo(Condition.Status.FALSE);
        assertThat(ready.message()).isEqualTo("1 of 2 nodes: n-1: does not answer (its process does not run)");
        assertThat(picture.chainsOf(0)).hasSize(1);
        assertThat(picture.chainsOf(1)).isEmpty();
    }
}
