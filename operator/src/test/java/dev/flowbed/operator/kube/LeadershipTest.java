package dev.flowbed.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeadershipTest {
    @Test
    void operatorsThatWatchTheSameShareALeaseInWhateverOrderTheyNameIt() {
        assertThat(Leadership.leaseName(new LinkedHashSet<>(List.of("blue", "green"))))
                .isEqualTo(Leadership.leaseName(new LinkedHashSet<>(List.of("green", "blue"))));
    }

    @Test
    void operatorsThatWatchOtherNamespacesDoNotWaitForOneAnother() {
        assertThat(Set.of(
                        Leadership.leaseName(Set.of()),
                        Leadership.leaseName(Set.of("blue")),
                        Leadership.leaseName(Set.of("green")),
                        Leadership.leaseName(Set.of("blue", "green"))))
                .hasSize(4);
    }

    @Test
    void allNamespacesAreTheSameSaidOrNotSaid() {
        assertThat(Leadership.leaseName(Set.of("JOSDK_ALL_NAMESPACES"))).isEqualTo("flowbed-operator");
        assertThat(Leadership.leaseName(Set.of())).isEqualTo("flowbed-operator");
    }
}
