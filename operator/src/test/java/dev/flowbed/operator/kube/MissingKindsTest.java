package dev.flowbed.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissingKindsTest {
    private static final GroupVersionKind MONITOR = new GroupVersionKind("monitoring.coreos.com", "v1", "PodMonitor");
    private static final GroupVersionKind ROUTE = new GroupVersionKind("gateway.networking.k8s.io", "v1", "HTTPRoute");

    private final Set<GroupVersionKind> installed = new HashSet<>();
    private final Set<GroupVersionKind> untold = new HashSet<>();
    private final List<GroupVersionKind> welcomed = new ArrayList<>();
    private final MissingKinds kinds = new MissingKinds(this::isInstalled);

    @Test
    void aKindThatIsThereIsNotMissing() {
        installed.add(MONITOR);
        assertThat(kinds.lacks(MONITOR)).isFalse();
        assertThat(kinds.isEmpty()).isTrue();
        kinds.look(welcomed::add);
        assertThat(welcomed).isEmpty();
    }

    @Test
    void aKindThatComesLaterIsWelcomedOnce() {
        assertThat(kinds.lacks(MONITOR)).isTrue();
        assertThat(kinds.of("PodMonitor")).contains(MONITOR);
        kinds.look(welcomed::add);
        assertThat(welcomed).isEmpty();

        installed.add(MONITOR);
        assertThat(kinds.look(welcomed::add)).containsExactly(MONITOR);
        assertThat(kinds.look(welcomed::add)).isEmpty();
        assertThat(welcomed).containsExactly(MONITOR);
        assertThat(kinds.of("PodMonitor")).isEmpty();
    }

    @Test
    void whileOneIsBeingWelcomedItIsStillMissing() {
        kinds.lacks(MONITOR);
        installed.add(MONITOR);
        kinds.look(kind -> assertThat(kinds.of("PodMonitor")).contains(kind));
        assertThat(kinds.isEmpty()).isTrue();
    }

    @Test
    void oneThatCannotBeWatchedYetIsTriedAgainAndHoldsUpNoOther() {
        kinds.lacks(MONITOR);
        kinds.lacks(ROUTE);
        installed.addAll(List.of(MONITOR, ROUTE));
        kinds.look(kind -> {
            if (kind.equals(MONITOR)) {
                throw new OperatorException("podmonitors is forbidden");
            }
            welcomed.add(kind);
        });
        assertThat(welcomed).containsExactly(ROUTE);
        assertThat(kinds.of("PodMonitor")).contains(MONITOR);

        kinds.look(welcomed::add);
        assertThat(welcomed).containsExactly(ROUTE, MONITOR);
    }

    @Test
    void aClusterThatDoesNotAnswerIsAskedAgain() {
        kinds.lacks(MONITOR);
        kinds.lacks(ROUTE);
        untold.add(ROUTE);
        installed.addAll(List.of(MONITOR, ROUTE));
        kinds.look(welcomed::add);
        assertThat(welcomed).containsExactly(MONITOR);

        untold.clear();
        kinds.look(welcomed::add);
        assertThat(welcomed).containsExactly(MONITOR, ROUTE);
    }

    @Test
    void whoAsksFirstHearsThatTheClusterDoesNotAnswer() {
        untold.add(MONITOR);
        assertThatThrownBy(() -> kinds.lacks(MONITOR)).isInstanceOf(KubernetesClientException.class);
    }

    private boolean isInstalled(GroupVersionKind kind) {
        if (untold.contains(kind)) {
            throw new KubernetesClientException("no answer");
        }
        return installed.contains(kind);
    }
}
