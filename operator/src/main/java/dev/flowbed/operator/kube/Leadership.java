package dev.flowbed.operator.kube;

import dev.flowbed.operator.OperatorSettings;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of several operators one works and the others wait: the one that holds the Lease. It ends when it loses it, since another may be at
 * work by then, and gives it back when it ends well, so that the next one need not wait.
 */
@Singleton
public class Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final String BASE_NAME = "flowbed-operator";
    private static final int BEFORE_PASSES_STOP = 1;
    private static final int AFTER_PASSES_STOP = 3000;

    private final Runnable end;
    private volatile boolean leading = true;
    private volatile boolean stopping;
    private volatile @Nullable LeaseName held;

    private record LeaseName(String namespace, String name, String identity) {}

    @Inject
    Leadership() {
        this(() -> Quarkus.asyncExit(1));
    }

    Leadership(Runnable end) {
        this.end = end;
    }

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
        LeaseName lease = new LeaseName(
                election.namespace().orElse(fallback),
                election.leaseName().orElseGet(() -> leaseName(watched.orElse(Set.of()))),
                election.identity().orElseGet(() -> UUID.randomUUID().toString()));
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(lease.name())
                .withLeaseNamespace(lease.namespace())
                .withIdentity(lease.identity())
                .withLeaseDuration(election.leaseDuration())
                .withRenewDeadline(election.renewDeadline())
                .withRetryPeriod(election.retryPeriod())
                .withLeaderCallbacks(new LeaderCallbacks(() -> won(lease), this::lost, leader -> {}))
                .build();
    }

    private void won(LeaseName lease) {
        held = lease;
        leading = true;
    }

    /** The builder's configurations go on without the Lease, whatever its documentation says: this ends the process. */
    private void lost() {
        leading = false;
        if (!stopping) {
            LOG.warn("the Lease is lost: another operator may be at work, this one ends");
            held = null;
            end.run();
        }
    }

    void stopping(@Observes @Priority(BEFORE_PASSES_STOP) ShutdownEvent event) {
        stopping = true;
    }

    void giveBack(@Observes @Priority(AFTER_PASSES_STOP) ShutdownEvent event, KubernetesClient client) {
        LeaseName lease = held;
        if (lease == null) {
            return;
        }
        try {
            Optional.ofNullable(client.leases()
                            .inNamespace(lease.namespace())
                            .withName(lease.name())
                            .get())
                    .flatMap(found -> givenBack(found, lease.identity()))
                    .ifPresent(free -> client.resource(free).update());
        } catch (KubernetesClientException e) {
            LOG.info("the Lease is left to run out: {}", e.getMessage());
        }
    }

    /** The Lease as nobody's; nothing where another has it already. */
    static Optional<Lease> givenBack(Lease lease, String identity) {
        if (!identity.equals(lease.getSpec().getHolderIdentity())) {
            return Optional.empty();
        }
        return Optional.of(new LeaseBuilder(lease)
                .editSpec()
                .withHolderIdentity("")
                .withLeaseDurationSeconds(1)
                .endSpec()
                .build());
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
