package dev.flowbed.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.operator.OperatorSettings;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeadershipTest {
    private static final OperatorSettings SETTINGS = new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(OperatorSettings.class)
            .withDefaultValue("flowbed.images.tag", "1")
            .build()
            .getConfigMapping(OperatorSettings.class);

    private final AtomicInteger ends = new AtomicInteger();
    private final Leadership leadership = new Leadership(ends::incrementAndGet);

    @Test
    void itLeadsWhileItHoldsTheLease() {
        LeaderCallbacks election = election();
        assertThat(leadership.isLeading()).isFalse();

        election.onStartLeading();

        assertThat(leadership.isLeading()).isTrue();
        assertThat(ends).hasValue(0);
    }

    @Test
    void itEndsWhenItLosesTheLease() {
        LeaderCallbacks election = election();
        election.onStartLeading();

        election.onStopLeading();

        assertThat(leadership.isLeading()).isFalse();
        assertThat(ends).hasValue(1);
    }

    @Test
    void itIsNotEndedAnewWhileItStopsAlready() {
        LeaderCallbacks election = election();
        election.onStartLeading();

        leadership.stopping(new ShutdownEvent());
        election.onStopLeading();

        assertThat(leadership.isLeading()).isFalse();
        assertThat(ends).hasValue(0);
    }

    @Test
    void aLeaseIsGivenBackByWhoHasIt() {
        assertThat(Leadership.givenBack(leaseOf("me"), "me"))
                .hasValueSatisfying(
                        free -> assertThat(free.getSpec().getHolderIdentity()).isEmpty());
        assertThat(Leadership.givenBack(leaseOf("other"), "me")).isEmpty();
    }

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

    private LeaderCallbacks election() {
        return leadership
                .election(SETTINGS, new ConfigBuilder().build(), Optional.empty())
                .getLeaderCallbacks()
                .orElseThrow();
    }

    private static Lease leaseOf(String holder) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withName("flowbed-operator")
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(15)
                .endSpec()
                .build();
    }
}
