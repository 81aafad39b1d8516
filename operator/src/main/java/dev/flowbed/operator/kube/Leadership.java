package dev.flowbed.operator.kube;

import dev.flowbed.operator.OperatorSettings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Of several operators one works and the others wait: the one that holds the Lease. It ends when it loses it, since another may be at
 * work by then.
 */
@Singleton
public class Leadership {
    private static final String BASE_NAME = "flowbed-operator";

    private volatile boolean leading = true;

    /** Whether this operator is at work; always so where there is no election. */
    public boolean isLeading() {
        return leading;
    }

    @Produces
    @Singleton
    @Unremovable
    LeaderElectionConfiguration election(
            OperatorSettings settings,
            Config cluster,
            @ConfigProperty(name = "quarkus.operator-sdk.namespaces") Optional<Set<String>> watched) {
        // made only where there is an election
        leading = false;
        OperatorSettings.LeaderElection election = settings.leaderElection();
        String fallback = cluster.getNamespace() == null ? "default" : cluster.getNamespace();
        String lease = election.leaseName().orElseGet(() -> leaseName(watched.orElse(Set.of())));
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(lease)
                .withLeaseNamespace(election.namespace().orElse(fallback))
                .withIdentity(
                        election.identity().orElseGet(() -> UUID.randomUUID().toString()))
                .withLeaseDuration(election.leaseDuration())
                .withRenewDeadline(election.renewDeadline())
                .withRetryPeriod(election.retryPeriod())
                .withLeaderCallbacks(new LeaderCallbacks(() -> leading = true, () -> leading = false, leader -> {}))
                .build();
    }

    /**
     * The Lease of operators that watch the same, so that those of other namespaces do not wait for them.
     *
     * @param watched namespaces; none: all
     */
    static String leaseName(Set<String> watched) {
        Set<String> sorted = new TreeSet<>(watched);
        sorted.remove(Constants.WATCH_ALL_NAMESPACES);
        return sorted.isEmpty() ? BASE_NAME : BASE_NAME + "-" + Hash.of(String.join(",", sorted));
    }
}
