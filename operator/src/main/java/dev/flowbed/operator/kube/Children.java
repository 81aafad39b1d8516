package dev.flowbed.operator.kube;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.operator.kube.Brought.Refusal;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what a resource owns in line with what it wants: with server-side apply where something differs in the fields that
 * Flowbed owns, with a deletion where something is no longer wanted, and with no request at all where all is as it should be.
 *
 * @param <P> the kind of the owner
 */
public final class Children<P extends HasMetadata> {
    private static final Logger LOG = LoggerFactory.getLogger(Children.class);

    /** Forbidden (a quota, a right, a claim that cannot grow) and unprocessable: trying again at once changes nothing. */
    private static final Set<Integer> REFUSALS = Set.of(HttpURLConnection.HTTP_FORBIDDEN, 422);

    private final Map<String, InformerEventSource<? extends HasMetadata, P>> caches;
    private final LateKinds<P> lateKinds;

    /**
     * @param caches by kind, of all kinds that the owner may have children of; more may come later
     * @param lateKinds those that the cluster lacks so far
     */
    Children(Map<String, InformerEventSource<? extends HasMetadata, P>> caches, LateKinds<P> lateKinds) {
        this.caches = caches;
        this.lateKinds = lateKinds;
    }

    /** Whether the cluster has this kind, so that it may be among the children. */
    public boolean knows(String kind) {
        return caches.containsKey(kind);
    }

    /**
     * Makes the children what they should be.
     *
     * @param wanted all children; others that the owner controls are deleted, volume claims excepted, for they hold data
     * @return what could not be done
     * @throws KubernetesClientException for what a later try may do: no answer, a conflict, a failing server
     */
    public Brought bring(P owner, List<Child> wanted, Context<P> context) {
        lateKinds.through(context.eventSourceRetriever());
        List<NameTaken> taken = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        Set<String> titles = wanted.stream().map(Child::title).collect(Collectors.toCollection(HashSet::new));
        for (Child child : wanted) {
            Optional<GroupVersionKind> missing =
                    lateKinds.missing(child.object().getKind());
            if (missing.isPresent()) {
                refused.add(new Refusal(
                        child.object().getKind(),
                        child.object().getMetadata().getName(),
                        "the cluster has no kind " + missing.get().getKind() + " of "
                                + missing.get().apiVersion() + "; install it, or do not ask for it"));
                continue;
            }
            try {
                bring(owner, child, context).ifPresent(taken::add);
            } catch (KubernetesClientException e) {
                if (!REFUSALS.contains(e.getCode())) {
                    throw e;
                }
                HasMetadata object = child.object();
                refused.add(new Refusal(object.getKind(), object.getMetadata().getName(), words(e)));
            }
        }
        for (InformerEventSource<? extends HasMetadata, P> cache : caches.values()) {
            for (HasMetadata live : cache.getSecondaryResources(owner)) {
                if (Owners.controls(owner, live)
                        && !titles.contains(
                                live.getKind() + " " + live.getMetadata().getName())
                        && !(live instanceof PersistentVolumeClaim)
                        && live.getMetadata().getDeletionTimestamp() == null) {
                    delete(live, context.getClient());
                }
            }
        }
        return new Brought(taken, refused);
    }

    private static String words(KubernetesClientException e) {
        return e.getStatus() == null || e.getStatus().getMessage() == null
                ? String.valueOf(e.getMessage())
                : e.getStatus().getMessage();
    }

    private Optional<NameTaken> bring(P owner, Child child, Context<P> context) {
        HasMetadata object = child.object();
        object.getMetadata().setNamespace(owner.getMetadata().getNamespace());
        object.getMetadata().setOwnerReferences(child.owned() ? List.of(Owners.reference(owner)) : List.of());
        return apply(owner, child, object, cache(object), context);
    }

    @SuppressWarnings("unchecked")
    private <R extends HasMetadata> InformerEventSource<R, P> cache(R object) {
        return (InformerEventSource<R, P>)
                Objects.requireNonNull(caches.get(object.getKind()), () -> "no cache of kind " + object.getKind());
    }

    private <R extends HasMetadata> Optional<NameTaken> apply(
            P owner, Child child, R wanted, InformerEventSource<R, P> cache, Context<P> context) {
        Optional<R> cached = cache.get(ResourceID.fromResource(wanted));
        // the caches hold only what bears Flowbed's label: what is not there may still exist
        Optional<R> live = cached.isPresent()
                ? cached
                : Optional.ofNullable(context.getClient().resource(wanted).get());
        if (live.isPresent()) {
            Optional<String> other = otherOwner(owner, child, live.get());
            if (other.isPresent()) {
                return other.map(by -> new NameTaken(child.title(), by));
            }
            if (live.get().getMetadata().getDeletionTimestamp() != null) {
                // on its way out; it is made anew when it is gone, which is an event
                return Optional.empty();
            }
            R beside = besideStatus(live.get(), context);
            if (SSABasedGenericKubernetesResourceMatcher.<R>getInstance().matches(beside, wanted, context)) {
                return Optional.empty();
            }
            LOG.debug("{} differs from what is wanted", child.title());
        }
        context.resourceOperations().serverSideApply(wanted, cache);
        return Optional.empty();
    }

    /** Flowbed also applies the status of its own kinds, which counts as fields of its own: the matcher must not take them for children's. */
    private static <R extends HasMetadata> R besideStatus(R live, Context<?> context) {
        List<ManagedFieldsEntry> fields = live.getMetadata().getManagedFields();
        if (fields.stream().noneMatch(Children::isOwnStatus)) {
            return live;
        }
        R copy = context.getClient().getKubernetesSerialization().clone(live);
        copy.getMetadata()
                .setManagedFields(
                        fields.stream().filter(entry -> !isOwnStatus(entry)).toList());
        return copy;
    }

    private static boolean isOwnStatus(ManagedFieldsEntry entry) {
        return Labels.FLOWBED.equals(entry.getManager()) && entry.getSubresource() != null;
    }

    private Optional<String> otherOwner(P owner, Child child, HasMetadata live) {
        Optional<OwnerReference> controller = Owners.controller(live);
        if (controller.isPresent()) {
            return Owners.controls(owner, live)
                    ? Optional.empty()
                    : controller.map(by -> by.getKind() + " " + by.getName());
        }
        Map<String, String> labels = live.getMetadata().getLabels();
        boolean ours = labels != null && Labels.FLOWBED.equals(labels.get(Labels.MANAGED_BY));
        // resources of Flowbed's own kinds may be applied by hand before their Testnet is
        boolean own = live.getApiVersion().startsWith("flowbed.dev/");
        return ours || own || !child.owned() ? Optional.empty() : Optional.of("nobody that Flowbed knows");
    }

    private static void delete(HasMetadata live, KubernetesClient client) {
        try {
            client.resource(live).delete();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }
}
