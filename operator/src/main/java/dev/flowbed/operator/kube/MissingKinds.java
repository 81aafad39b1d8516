package dev.flowbed.operator.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kinds that the cluster lacked when they were asked for, until it has them. */
final class MissingKinds {
    private static final Logger LOG = LoggerFactory.getLogger(MissingKinds.class);

    private final Predicate<GroupVersionKind> installed;
    private final Map<String, GroupVersionKind> missing = new ConcurrentHashMap<>();

    /** @param installed whether the cluster has a kind now; fails when the cluster does not say */
    MissingKinds(Predicate<GroupVersionKind> installed) {
        this.installed = installed;
    }

    /** Whether the cluster lacks a kind now, which is missing from then on. */
    boolean lacks(GroupVersionKind kind) {
        if (installed.test(kind)) {
            return false;
        }
        missing.put(kind.getKind(), kind);
        return true;
    }

    /** By what a kind that is missing is known; empty for others. */
    Optional<GroupVersionKind> of(String kind) {
        return Optional.ofNullable(missing.get(kind));
    }

    boolean isEmpty() {
        return missing.isEmpty();
    }

    /**
     * Looks for all of them again, and answers which are missing no more.
     *
     * @param welcome what is done about one that is there now; when it fails the kind goes on missing, and is found again
     */
    List<GroupVersionKind> look(Consumer<GroupVersionKind> welcome) {
        List<GroupVersionKind> found = new ArrayList<>();
        for (GroupVersionKind kind : List.copyOf(missing.values())) {
            try {
                if (installed.test(kind)) {
                    welcome.accept(kind);
                    missing.remove(kind.getKind());
                    found.add(kind);
                    LOG.info("the cluster has {} now", kind.getKind());
                }
            } catch (OperatorException | KubernetesClientException e) {
                LOG.warn("cannot watch {}: {}", kind.getKind(), e.getMessage());
            }
        }
        return found;
    }
}
