package dev.flowbed.cli.cluster;

import dev.flowbed.blueprint.read.Document;
import dev.flowbed.cli.cluster.ClusterFailure.Kind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.ServerSideApplicable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Applies documents to a cluster by server-side apply: only what they say is sent, so that only that is theirs. The API server
 * judges all of them before any is applied.
 */
public final class Applier {
    /** The field manager of what the command line applies. */
    public static final String MANAGER = "flowbed-cli";

    /** What one applied document came to. */
    public enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    /** A document that was applied, such as {@code Testnet net}. */
    public record Applied(String what, Outcome outcome) {}

    private final Cluster cluster;
    private final boolean force;

    /**
     * Applies to a namespace.
     *
     * @param force whether fields that others own are taken over
     */
    public Applier(Cluster cluster, boolean force) {
        this.cluster = cluster;
        this.force = force;
    }

    /** One document as it is sent. */
    private record Part(
            Class<? extends HasMetadata> type, GenericKubernetesResource resource, Optional<String> before) {
        String name() {
            return resource.getKind() + " " + resource.getMetadata().getName();
        }
    }

    /** What the cluster holds of what some documents name, to judge their change. */
    public List<HasMetadata> existing(List<Document> documents) {
        List<HasMetadata> existing = new ArrayList<>();
        for (Document document : inOrder(documents)) {
            HasMetadata resource = document.resource();
            if (resource instanceof Secret) {
                continue;
            }
            find(resource.getClass(), resource).ifPresent(found -> {
                // documents are compared by the namespace that they say, if they say one
                found.getMetadata().setNamespace(resource.getMetadata().getNamespace());
                existing.add(found);
            });
        }
        return existing;
    }

    private <T extends HasMetadata> Optional<T> find(Class<T> type, HasMetadata resource) {
        String name = resource.getMetadata().getName();
        return cluster.ask(
                "read " + resource.getKind() + " " + name,
                () -> Optional.ofNullable(cluster.client()
                        .resources(type)
                        .inNamespace(cluster.namespace())
                        .withName(name)
                        .get()));
    }

    /** Applies all, Secrets first, or none when the API server refuses one. */
    public List<Applied> apply(List<Document> documents) {
        List<Part> parts = inOrder(documents).stream().map(this::part).toList();
        for (Part part : parts) {
            cluster.ask("apply " + part.name(), () -> send(part, true));
        }
        List<Applied> applied = new ArrayList<>();
        for (Part part : parts) {
            GenericKubernetesResource after = cluster.ask("apply " + part.name(), () -> send(part, false));
            Outcome outcome = part.before()
                    .map(before -> before.equals(after.getMetadata().getResourceVersion())
                            ? Outcome.UNCHANGED
                            : Outcome.CHANGED)
                    .orElse(Outcome.CREATED);
            applied.add(new Applied(part.name(), outcome));
        }
        return applied;
    }

    private static List<Document> inOrder(List<Document> documents) {
        return documents.stream().sorted(Comparator.comparingInt(Applier::rank)).toList();
    }

    private static int rank(Document document) {
        return switch (document.resource().getKind()) {
            case "Secret" -> 0;
            case "Testnet" -> 1;
            default -> 2;
        };
    }

    private Part part(Document document) {
        HasMetadata meant = document.resource();
        String namespace = meant.getMetadata().getNamespace();
        if (namespace != null && !namespace.equals(cluster.namespace())) {
            throw new ClusterFailure(
                    Kind.INVALID,
                    meant.getKind() + " " + meant.getMetadata().getName() + " is for namespace " + namespace
                            + ", and the command for " + cluster.namespace(),
                    "Say -n " + namespace + ", or leave metadata.namespace out.");
        }
        GenericKubernetesResource resource = cluster.client()
                .getKubernetesSerialization()
                .convertValue(document.written(), GenericKubernetesResource.class);
        resource.getMetadata().setNamespace(cluster.namespace());
        Part part = new Part(meant.getClass(), resource, Optional.empty());
        GenericKubernetesResource before =
                cluster.ask("read " + part.name(), () -> operation(part).get());
        return before == null
                ? part
                : new Part(
                        part.type(),
                        resource,
                        Optional.ofNullable(before.getMetadata().getResourceVersion()));
    }

    private Resource<GenericKubernetesResource> operation(Part part) {
        return cluster.client()
                .genericKubernetesResources(ResourceDefinitionContext.fromResourceType(part.type()))
                .inNamespace(cluster.namespace())
                .resource(part.resource());
    }

    private GenericKubernetesResource send(Part part, boolean dry) {
        ServerSideApplicable<GenericKubernetesResource> operation =
                operation(part).dryRun(dry).fieldValidation(Validation.STRICT).fieldManager(MANAGER);
        return force ? operation.forceConflicts().serverSideApply() : operation.serverSideApply();
    }
}
