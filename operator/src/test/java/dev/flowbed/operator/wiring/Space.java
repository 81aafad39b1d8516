package dev.flowbed.operator.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.input.Reading;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A namespace of the API server in memory, as people and controllers beside the operator use it.
 *
 * @param writes all that anybody wrote, in all namespaces
 */
record Space(KubernetesClient client, String namespace, List<String> writes) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** Applies documents with the defaults that a real API server fills in; gives what they say. */
    Reading apply(String yaml) {
        Reading reading = new ResourceReader().read(List.of(new Source("test", yaml)));
        Stream.concat(reading.secrets().stream(), reading.testnets().stream().flatMap(Space::all))
                .forEach(resource -> {
                    resource.getMetadata().setNamespace(namespace);
                    client.resource(resource).create();
                });
        return reading;
    }

    /** Applies one resource of Flowbed whose Testnet is not there, so that nobody fills in its defaults. */
    <R extends HasMetadata> void create(Class<R> kind, String name, String spec) {
        R resource =
                client.getKubernetesSerialization().unmarshal("""
                apiVersion: flowbed.dev/v1alpha1
                kind: %s
                metadata: {name: %s}
                spec: {%s}
                """.formatted(kind.getSimpleName(), name, spec), kind);
        client.resource(resource).inNamespace(namespace).create();
    }

    private static Stream<HasMetadata> all(TestnetResources resources) {
        return Stream.of(
                        Stream.of(resources.testnet()),
                        resources.shards().stream(),
                        resources.fullNodes().stream(),
                        resources.minerPools().stream())
                .flatMap(part -> part);
    }

    <R extends HasMetadata> List<R> list(Class<R> kind) {
        return client.resources(kind).inNamespace(namespace).list().getItems();
    }

    <R extends HasMetadata> Set<String> names(Class<R> kind) {
        return list(kind).stream()
                .map(resource -> resource.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    <R extends HasMetadata> Optional<R> find(Class<R> kind, String name) {
        return Optional.ofNullable(
                client.resources(kind).inNamespace(namespace).withName(name).get());
    }

    <R extends HasMetadata> R get(Class<R> kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
    }

    /** Changes something as somebody else would. */
    <R extends HasMetadata> void edit(Class<R> kind, String name, UnaryOperator<R> change) {
        client.resources(kind).inNamespace(namespace).withName(name).edit(change);
    }

    /** Changes some fields as somebody else would. */
    <R extends HasMetadata> void patch(Class<R> kind, String name, String merged) {
        client.resources(kind)
                .inNamespace(namespace)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), merged);
    }

    <R extends HasMetadata> void delete(Class<R> kind, String name) {
        client.resources(kind).inNamespace(namespace).withName(name).delete();
    }

    /** Waits until there are just these. */
    <R extends HasMetadata> void awaitNames(Class<R> kind, String... names) {
        eventually(() -> assertThat(names(kind)).containsExactlyInAnyOrder(names));
    }

    /** Waits until a condition stands so; gives it. */
    <R extends CustomResource<?, ?>> Condition awaitCondition(
            Class<R> kind, String name, String type, ConditionStatus status) {
        eventually(() -> assertThat(condition(kind, name, type).map(Condition::status))
                .as(type + " of " + name)
                .contains(status));
        return condition(kind, name, type).orElseThrow();
    }

    <R extends CustomResource<?, ?>> Optional<Condition> condition(Class<R> kind, String name, String type) {
        return find(kind, name).map(Space::conditions).orElse(List.of()).stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    static List<Condition> conditions(CustomResource<?, ?> resource) {
        return ofStatus(resource, Testnet.class, testnet -> testnet.getStatus().conditions())
                .or(() -> ofStatus(
                        resource, FullNode.class, node -> node.getStatus().conditions()))
                .or(() -> ofStatus(
                        resource, Shard.class, shard -> shard.getStatus().conditions()))
                .or(() -> ofStatus(
                        resource, MinerPool.class, pool -> pool.getStatus().conditions()))
                .orElse(List.of());
    }

    private static <R extends CustomResource<?, ?>> Optional<List<Condition>> ofStatus(
            CustomResource<?, ?> resource, Class<R> kind, Function<R, List<Condition>> conditions) {
        return kind.isInstance(resource) && resource.getStatus() != null
                ? Optional.of(conditions.apply(kind.cast(resource)))
                : Optional.empty();
    }

    /** What was written here so far. */
    List<String> written() {
        return writes.stream()
                .filter(write -> write.contains("/namespaces/" + namespace + "/"))
                .toList();
    }

    /** Waits until nothing was written here for a while. */
    void awaitQuiet() {
        await().atMost(PATIENCE).during(QUIET).until(() -> written().size(), new Unchanged());
    }

    static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion);
    }

    /** Whether a number is what it was when last looked at. */
    private static final class Unchanged implements java.util.function.Predicate<Integer> {
        private int last = -1;

        @Override
        public boolean test(Integer now) {
            boolean same = now == last;
            last = now;
            return same;
        }
    }
}
