package dev.flowbed.operator.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import dev.flowbed.crds.Annotations;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetStatus;
import dev.flowbed.operator.testnet.Expiry.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private static final Instant CREATED = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void aTestnetWithoutALifetimeHasNoEnd() {
        Expiry expiry = Expiry.of(testnet("{}"), CREATED.plus(Duration.ofDays(1000)));
        assertThat(expiry.phase()).isEqualTo(Phase.ENDLESS);
        assertThat(expiry.nextStepIn(CREATED)).isEmpty();
    }

    @Test
    void itLivesIsWarnedAndIsDeleted() {
        Testnet testnet = testnet("{ttl: 1h}");
        assertThat(at(testnet, 53).phase()).isEqualTo(Phase.LIVING);
        assertThat(at(testnet, 53).nextStepIn(minutes(53))).contains(Duration.ofMinutes(1));
        assertThat(at(testnet, 54).phase()).isEqualTo(Phase.ENDING);
        assertThat(at(testnet, 54).nextStepIn(minutes(54))).contains(Duration.ofMinutes(6));
        assertThat(at(testnet, 60).phase()).isEqualTo(Phase.DELETE);
    }

    @Test
    void aShortLifeIsWarnedOfAMinuteBeforeItsEndAndAVeryShortOneHalfway() {
        assertThat(Expiry.of(testnet("{ttl: 2m}"), CREATED.plusSeconds(59)).phase())
                .isEqualTo(Phase.LIVING);
        assertThat(Expiry.of(testnet("{ttl: 2m}"), CREATED.plusSeconds(60)).phase())
                .isEqualTo(Phase.ENDING);
        assertThat(Expiry.of(testnet("{ttl: 30s}"), CREATED.plusSeconds(14)).phase())
                .isEqualTo(Phase.LIVING);
        assertThat(Expiry.of(testnet("{ttl: 30s}"), CREATED.plusSeconds(15)).phase())
                .isEqualTo(Phase.ENDING);
    }

    @Test
    void aLongLifeIsWarnedOfADayBeforeItsEnd() {
        assertThat(Expiry.of(testnet("{ttl: 720h}"), CREATED.plus(Duration.ofHours(695)))
                        .phase())
                .isEqualTo(Phase.LIVING);
        assertThat(Expiry.of(testnet("{ttl: 720h}"), CREATED.plus(Duration.ofHours(696)))
                        .phase())
                .isEqualTo(Phase.ENDING);
    }

    @Test
    void idleTimeCountsFromTheLastTransactionAndNotBeforeItIsReady() {
        Testnet testnet = testnet("{idle: 10m}");
        assertThat(at(testnet, 500).phase()).isEqualTo(Phase.ENDLESS);
        testnet.setStatus(used(minutes(1), null));
        assertThat(at(testnet, 11).phase()).isEqualTo(Phase.DELETE);
        testnet.setStatus(used(minutes(1), minutes(5)));
        assertThat(at(testnet, 11).phase()).isEqualTo(Phase.LIVING);
        assertThat(at(testnet, 15).phase()).isEqualTo(Phase.DELETE);
    }

    @Test
    void whoAsksForItIsPutToSleepAndNotDeleted() {
        assertThat(at(testnet("{ttl: 1h, onExpiry: Hibernate}"), 60).phase()).isEqualTo(Phase.HIBERNATE);
    }

    @Test
    void theTimeBeginsAnewWhenItIsWoken() {
        Testnet testnet = testnet("{ttl: 1h, idle: 30m, onExpiry: Hibernate}");
        testnet.setStatus(used(minutes(1), minutes(2)));
        assertThat(at(testnet, 70).phase()).isEqualTo(Phase.HIBERNATE);
        annotate(testnet, minutes(70).toString());
        assertThat(at(testnet, 71).phase()).isEqualTo(Phase.LIVING);
        assertThat(at(testnet, 100).phase()).as("idle again").isEqualTo(Phase.HIBERNATE);
    }

    @Test
    void aLongerLifetimeWakesToo() {
        assertThat(at(testnet("{ttl: 1h, onExpiry: Hibernate}"), 61).phase()).isEqualTo(Phase.HIBERNATE);
        assertThat(at(testnet("{ttl: 2h, onExpiry: Hibernate}"), 61).phase()).isEqualTo(Phase.LIVING);
    }

    @Test
    void anAnnotationThatIsNoTimeIsSaidAndDoesNothing() {
        Testnet testnet = testnet("{ttl: 1h}");
        annotate(testnet, "now");
        Expiry expiry = at(testnet, 60);
        assertThat(expiry.phase()).isEqualTo(Phase.DELETE);
        assertThat(expiry.unreadable())
                .contains("annotation flowbed.dev/woken-at is \"now\"; it must be a time such as 2026-01-31T12:00:00Z");
    }

    private static Expiry at(Testnet testnet, int minutes) {
        return Expiry.of(testnet, minutes(minutes));
    }

    private static Instant minutes(int minutes) {
        return CREATED.plus(Duration.ofMinutes(minutes));
    }

    private static void annotate(Testnet testnet, String wokenAt) {
        testnet.getMetadata().setAnnotations(new HashMap<>(Map.of(Annotations.WOKEN_AT, wokenAt)));
    }

    private static TestnetStatus used(Instant ready, @Nullable Instant activity) {
        return new TestnetStatus(
                1L,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                ready.toString(),
                activity == null ? null : activity.toString(),
                null,
                List.of(),
                null);
    }

    static Testnet testnet(String lifetime) {
        String yaml = """
                apiVersion: flowbed.dev/v1alpha1
                kind: Testnet
                metadata:
                  name: net
                spec:
                  lifetime: %s
                """.formatted(lifetime);
        Testnet testnet = new ResourceReader()
                .read(List.of(new Source("net.yaml", yaml)))
                .testnets()
                .get(0)
                .testnet();
        testnet.getMetadata().setCreationTimestamp(CREATED.toString());
        return testnet;
    }
}
