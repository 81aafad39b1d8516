package dev.flowbed.operator.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.observer.NodeView;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.Watched;
import dev.flowbed.observer.WatchedNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilenceTest {

    @Test
    void aNodeThatAnsweredAndDoesNotAnyMoreFellSilent() {
        assertThat(Silence.isNew(Optional.of(picture(1, true)), picture(1, false)))
                .isTrue();
    }

    @Test
    void soDidOneThatIsSilentWhenItIsFirstLookedAt() {
        assertThat(Silence.isNew(Optional.empty(), picture(1, false))).isTrue();
    }

    @Test
    void aNodeThatWasSilentBeforeDidNotNorOneThatAnswers() {
        assertThat(Silence.isNew(Optional.of(picture(1, false)), picture(1, false)))
                .isFalse();
        assertThat(Silence.isNew(Optional.empty(), picture(1, true))).isFalse();
    }

    @Test
    void aNewPodThatIsStillSilentDidNot() {
        assertThat(Silence.isNew(Optional.of(picture(1, true)), picture(2, false)))
                .isFalse();
    }

    private static Picture picture(int address, boolean answers) {
        WatchedNode node =
                new WatchedNode("n", 0, 0, 1, URI.create("http://10.0.0." + address + ":22973"), Optional.empty());
        NodeView view = new NodeView(node, answers, answers, answers, 0, 0, Optional.empty(), Optional.empty());
        Watched watched = new Watched("net", 4, Duration.ofSeconds(4), List.of(node), List.of());
        return new Picture(watched, Instant.EPOCH, List.of(view), List.of(), List.of());
    }
}
