package dev.flowbed.operator.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.observer.ChainView;
import dev.flowbed.observer.Condition;
import dev.flowbed.observer.NodeView;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.Tip;
import dev.flowbed.observer.Watched;
import dev.flowbed.observer.WatchedNode;
import dev.flowbed.operator.observation.Symptoms.Kind;
import dev.flowbed.operator.observation.Symptoms.Symptom;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final News news = new News();

    @Test
    void theFirstLookIsNewsAndTheSameAgainIsNot() {
        assertThat(isNews(look(0, 10, true))).isTrue();
        assertThat(isNews(look(2, 10, true))).isFalse();
        assertThat(isNews(look(600, 10, true))).isFalse();
    }

    @Test
    void otherFiguresAreNewsOnlyWhenTheToldOnesAreOld() {
        isNews(look(0, 10, true));
        assertThat(isNews(look(2, 11, true))).isFalse();
        assertThat(isNews(look(29, 25, true))).isFalse();
        assertThat(isNews(look(30, 25, true))).isTrue();
        assertThat(isNews(look(40, 30, true))).isFalse();
    }

    @Test
    void aTipThatComesToBeKnownAfterItsHeightIsToldToo() {
        Tip tip = new Tip(BlockHash.ZERO, NOW, Target.MAX, 0);
        isNews(look(0, 10, true));
        assertThat(isNews(
                        new Look(picture(30, 10, true, Optional.of(tip)), List.of(), Symptoms.NONE, Optional.empty())))
                .isTrue();
    }

    @Test
    void aNodeThatFallsSilentIsNewsAtOnceAndSoIsItsReturn() {
        isNews(look(0, 10, true));
        assertThat(isNews(look(2, 10, false))).isTrue();
        assertThat(isNews(look(4, 10, false))).isFalse();
        assertThat(isNews(look(6, 10, true))).isTrue();
    }

    @Test
    void aSymptomIsNewsWhenItComesAndNotWhileItGrows() {
        isNews(look(0, 10, true));
        assertThat(isNews(behind(2, 20))).isTrue();
        assertThat(isNews(behind(4, 25))).isFalse();
    }

    @Test
    void otherWordsOfAConditionAreNoNewsAnotherReasonIs() {
        isNews(with(new Condition(Condition.READY, Condition.Status.FALSE, "NotSynced", "3 blocks behind"), 0));
        assertThat(isNews(with(
                        new Condition(Condition.READY, Condition.Status.FALSE, "NotSynced", "2 blocks behind"), 2)))
                .isFalse();
        assertThat(isNews(with(
                        new Condition(Condition.READY, Condition.Status.FALSE, "NotFormed", "2 blocks behind"), 4)))
                .isTrue();
    }

    private boolean isNews(Look look) {
        return news.of(look).toTell();
    }

    private static Look look(int second, int height, boolean answers) {
        return new Look(picture(second, height, answers), List.of(), Symptoms.NONE, Optional.empty());
    }

    private static Look behind(int second, int blocks) {
        Symptoms symptoms =
                new Symptoms(Map.of(1, new Symptom(Kind.BEHIND, NOW, blocks + " blocks behind clique 0", blocks)));
        return new Look(picture(second, 10, true), List.of(), symptoms, Optional.empty());
    }

    private static Look with(Condition condition, int second) {
        return new Look(picture(second, 10, true), List.of(condition), Symptoms.NONE, Optional.empty());
    }

    private static Picture picture(int second, int height, boolean answers) {
        return picture(second, height, answers, Optional.empty());
    }

    private static Picture picture(int second, int height, boolean answers, Optional<Tip> tip) {
        WatchedNode node = new WatchedNode("n0", 0, 0, 1, URI.create("http://n0"), Optional.empty());
        ChainView chain = new ChainView(
                new ChainIndex(0, 0),
                0,
                "n0",
                height,
                tip,
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
        return new Picture(
                new Watched("net", 1, Duration.ofSeconds(2), List.of(node), List.of()),
                NOW.plusSeconds(second),
                List.of(new NodeView(node, answers, answers, answers, 2, 2, Optional.of("v4.6.0"), Optional.empty())),
                List.of(chain),
                List.of());
    }
}
