package dev.flowbed.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.operator.kube.Access;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The chart's roles grant exactly what {@link Access} says, which requests are held to as they are made. */
class AccessTest {

    @Test
    void clusterWideTheOperatorMayDoWhatItsCodeAsksForAndNothingElse() {
        List<ClusterRole> roles = Chart.withDefaults().objects(ClusterRole.class).stream()
                .filter(role -> role.getMetadata().getName().equals(Chart.RELEASE))
                .toList();
        assertThat(roles).hasSize(1);
        assertThat(flat(roles.get(0).getRules())).isEqualTo(Access.flat(Access.Scope.TESTNETS));
    }

    @Test
    void inEachWatchedNamespaceItMayDoTheSame() {
        List<Role> roles =
                Chart.with(Map.of("watchNamespaces[0]", "one", "watchNamespaces[1]", "two"))
                        .objects(Role.class)
                        .stream()
                        .filter(role -> role.getMetadata().getName().equals(Chart.RELEASE))
                        .toList();
        assertThat(roles).extracting(role -> role.getMetadata().getNamespace()).containsExactly("one", "two");
        assertThat(roles)
                .allSatisfy(role -> assertThat(flat(role.getRules())).isEqualTo(Access.flat(Access.Scope.TESTNETS)));
    }

    @Test
    void inItsOwnNamespaceItMayHoldItsLease() {
        List<Role> roles = Chart.withDefaults().objects(Role.class);
        assertThat(roles).hasSize(1);
        assertThat(flat(roles.get(0).getRules())).isEqualTo(Access.flat(Access.Scope.OPERATOR));
    }

    private static Set<String> flat(Collection<PolicyRule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.getApiGroups().stream()
                        .flatMap(group -> rule.getResources().stream()
                                .flatMap(resource ->
                                        rule.getVerbs().stream().map(verb -> group + "/" + resource + " " + verb))))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
