package dev.flowbed.crds;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the statuses of all kinds tell. */
public interface ObservedStatus {
    /** The generation of the spec that the status is about. */
    @Nullable
    Long observedGeneration();

    /** The state by aspect. */
    List<Condition> conditions();

    /** The conditions that a resource has; none before its first status. */
    static List<Condition> conditionsOf(CustomResource<?, ? extends ObservedStatus> resource) {
        ObservedStatus status = resource.getStatus();
        return status == null ? List.of() : status.conditions();
    }
}
