package dev.flowbed.operator.kube;

import dev.flowbed.operator.OperatorSettings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Of several operators one works and the others wait: the one that holds the Lease. It ends when it loses it, since another may be at
 * work by then.
 */
@Singleton
public class Leadership {
    private volatile boolean leading = true;

    /** Whether this operator is at work; always so where there is no election. */
    public boolean isLeading() {
        return leading;
    }

    @Produces
    @Singleton
    @Unremovable
    LeaderElectionConfiguration election(OperatorSettings settings, Config cluster) {
        // made only where there is an election
        leading = false;
        OperatorSettings.LeaderElection election = settings.leaderElection();
        String fallback = cluster.getNamespace() == null ? "default" : cluster.getNamespace();
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(election.leaseName())
                .withLeaseNamespace(election.namespace().orElse(fallback))
                .withIdentity(
                        election.identity().orElseGet(() -> UUID.randomUUID().toString()))
                .withLeaseDuration(election.leaseDuration())
                .withRenewDeadline(election.renewDeadline())
                .withRetryPeriod(election.retryPeriod())
                .withLeaderCallbacks(new LeaderCallbacks(() -> leading = true, () -> leading = false, leader -> {}))
                .build();
    }
}
