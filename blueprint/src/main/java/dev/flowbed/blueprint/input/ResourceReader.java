package dev.flowbed.blueprint.input;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.check.Checks;
import dev.flowbed.blueprint.read.Document;
import dev.flowbed.blueprint.read.Documents;
import dev.flowbed.blueprint.read.Problem;
import dev.flowbed.blueprint.read.Source;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads resources from texts and judges them as a Kubernetes API server with Flowbed's definitions would, and beyond: what
 * needs several resources, or an address read, is checked too.
 */
public final class ResourceReader {
    private final Documents documents = new Documents();

    /** All resources of all texts, with their defaults filled in, and all that is wrong with them. */
    public Reading read(List<Source> sources) {
        List<Problem> problems = new ArrayList<>();
        List<Document> read = new ArrayList<>();
        for (Source source : sources) {
            read.addAll(documents.read(source, problems));
        }
        problems.addAll(Checks.all(read, problems.isEmpty()));
        return new Reading(testnets(read), of(read, Secret.class), read, problems);
    }

    /** What changes of resources that exist would break: what was read against what there is. */
    public List<Problem> changes(List<? extends HasMetadata> existing, Reading reading) {
        List<Problem> problems = new ArrayList<>();
        for (Document document : reading.documents()) {
            existing.stream()
                    .filter(old -> isSame(old, document.resource()))
                    .forEach(old -> problems.addAll(documents.change(old, document)));
        }
        return problems;
    }

    private static boolean isSame(HasMetadata one, HasMetadata other) {
        return one.getKind().equals(other.getKind())
                && one.getMetadata().getName().equals(other.getMetadata().getName())
                && Checks.namespace(one).equals(Checks.namespace(other));
    }

    private static List<TestnetResources> testnets(List<Document> read) {
        return of(read, Testnet.class).stream()
                .map(testnet -> new TestnetResources(
                        testnet,
                        about(
                                testnet,
                                of(read, Shard.class),
                                shard -> shard.getSpec().testnetRef().name()),
                        about(
                                testnet,
                                of(read, FullNode.class),
                                node -> node.getSpec().testnetRef().name()),
                        about(
                                testnet,
                                of(read, MinerPool.class),
                                pool -> pool.getSpec().testnetRef().name())))
                .toList();
    }

    private static <T extends HasMetadata> List<T> about(
            Testnet testnet, List<T> resources, Function<T, String> reference) {
        return resources.stream()
                .filter(resource ->
                        reference.apply(resource).equals(testnet.getMetadata().getName())
                                && Checks.namespace(resource).equals(Checks.namespace(testnet)))
                .toList();
    }

    private static <T extends HasMetadata> List<T> of(List<Document> read, Class<T> type) {
        return read.stream()
                .map(Document::resource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
