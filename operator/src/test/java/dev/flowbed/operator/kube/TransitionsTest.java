package dev.flowbed.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.operator.kube.EventRecorder.Type;
import dev.flowbed.operator.kube.Transitions.News;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionsTest {
    @Test
    void whatIsWellFromTheBeginningIsNoNewsButToBecomeReadyIs() {
        assertThat(first(condition("Accepted", ConditionStatus.TRUE, "Valid"))).isEmpty();
        assertThat(first(condition("Ready", ConditionStatus.TRUE, "AllReady")))
                .containsExactly(new News(Type.NORMAL, "ReadyAllReady", "words"));
    }

    @Test
    void whatTakesItsTimeToComeUpIsNoNewsUntilItHasBeenReady() {
        Condition unknown = condition("Synced", ConditionStatus.UNKNOWN, "NotObserved");
        Condition behind = condition("Synced", ConditionStatus.FALSE, "NotSynced");
        assertThat(Transitions.between(List.of(unknown), List.of(behind), true)).isEmpty();
        assertThat(Transitions.between(List.of(unknown), List.of(behind), false))
                .containsExactly(new News(Type.WARNING, "SyncedNotSynced", "words"));
    }

    @Test
    void whatIsWrongAtOnceIsAWarningAlsoWhileItComesUp() {
        assertThat(first(condition("Accepted", ConditionStatus.FALSE, "Invalid")))
                .containsExactly(new News(Type.WARNING, "AcceptedInvalid", "words"));
        assertThat(first(condition("VolumeFits", ConditionStatus.FALSE, "OtherChains")))
                .containsExactly(new News(Type.WARNING, "VolumeFitsOtherChains", "words"));
    }

    @Test
    void aFallIsAWarningAndARecoveryIsNot() {
        Condition well = condition("Synced", ConditionStatus.TRUE, "AllSynced");
        Condition ill = condition("Synced", ConditionStatus.FALSE, "NotSynced");
        assertThat(Transitions.between(List.of(well), List.of(ill), false))
                .extracting(News::type)
                .containsExactly(Type.WARNING);
        assertThat(Transitions.between(List.of(ill), List.of(well), false))
                .extracting(News::type)
                .containsExactly(Type.NORMAL);
    }

    @Test
    void anEndThatIsNearIsAWarningAndWakingIsNot() {
        assertThat(Transitions.between(
                        List.of(condition("Expiring", ConditionStatus.FALSE, "Living")),
                        List.of(condition("Expiring", ConditionStatus.TRUE, "EndsSoon")),
                        false))
                .containsExactly(new News(Type.WARNING, "ExpiringEndsSoon", "words"));
        assertThat(Transitions.between(
                        List.of(condition("Hibernated", ConditionStatus.TRUE, "Asked")),
                        List.of(condition("Hibernated", ConditionStatus.FALSE, "Awake")),
                        false))
                .containsExactly(new News(Type.NORMAL, "HibernatedAwake", "words"));
    }

    @Test
    void otherWordsOfTheSameStandAreNoNewsNorIsNotKnowing() {
        Condition was = condition("Ready", ConditionStatus.FALSE, "Crashed");
        assertThat(Transitions.between(
                        List.of(was), List.of(condition("Ready", ConditionStatus.FALSE, "Unschedulable")), false))
                .isEmpty();
        assertThat(Transitions.between(
                        List.of(was), List.of(condition("Ready", ConditionStatus.UNKNOWN, "NotObserved")), false))
                .isEmpty();
    }

    @Test
    void aReasonThatIsTheConditionsNameIsNotSaidTwice() {
        assertThat(Transitions.between(
                        List.of(), List.of(condition("Hibernated", ConditionStatus.TRUE, "Hibernated")), false))
                .extracting(News::reason)
                .containsExactly("Hibernated");
    }

    private static List<News> first(Condition condition) {
        return Transitions.between(List.of(), List.of(condition), true);
    }

    private static Condition condition(String type, ConditionStatus status, String reason) {
        return new Condition(type, status, reason, "words", "2026-01-01T00:00:00Z", 1L);
    }
}
