package dev.flowbed.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageNamesTest {
    private final ImageNames mirrored = new ImageNames(Optional.of("registry.example.org/mirror/"), "1.2.3");
    private final ImageNames plain = new ImageNames(Optional.empty(), "1.2.3");

    @Test
    void flowbedsOwnImagesAreOfTheOperatorsVersion() {
        assertThat(plain.of("flowbed/rill:latest")).isEqualTo("flowbed/rill:1.2.3");
        assertThat(plain.of("flowbed/miner:latest")).isEqualTo("flowbed/miner:1.2.3");
    }

    @Test
    void aVersionThatAResourceAsksForStays() {
        assertThat(plain.of("flowbed/rill:0.9.0")).isEqualTo("flowbed/rill:0.9.0");
        assertThat(plain.of("alephium/alephium:v4.6.0")).isEqualTo("alephium/alephium:v4.6.0");
    }

    @Test
    void theRegistryGoesBeforeTheImagesThatFlowbedChooses() {
        assertThat(mirrored.of("flowbed/rill:latest")).isEqualTo("registry.example.org/mirror/flowbed/rill:1.2.3");
        assertThat(mirrored.of("alephium/alephium:v4.6.0"))
                .isEqualTo("registry.example.org/mirror/alephium/alephium:v4.6.0");
    }

    @Test
    void anImageThatAResourceNamesIsLeftAlone() {
        assertThat(mirrored.of("ghcr.io/team/rill:latest")).isEqualTo("ghcr.io/team/rill:latest");
        assertThat(mirrored.of("localhost:5000/flowbed/rill@sha256:00"))
                .isEqualTo("localhost:5000/flowbed/rill@sha256:00");
    }
}
