package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.check.Checks;
import dev.flowbed.blueprint.read.Document;
import dev.flowbed.blueprint.read.Problem;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.fullnode.Position;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.kube.Owners;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Judges a Testnet with all that refers to it, beyond what the API server judged: the blueprint's checks. */
public final class TestnetChecks {

    /**
     * What is wrong. What refers to the Testnet and is wrong does not keep the Testnet from running: it is left out.
     *
     * @param secret the Secret with the API key, where the Testnet names one and it exists
     */
    public Checked check(TestnetResources resources, Optional<Secret> secret) {
        List<Document> documents = new ArrayList<>();
        Stream.of(List.of(resources.testnet()), resources.shards(), resources.fullNodes(), resources.minerPools())
                .flatMap(List::stream)
                .filter(resource -> isJudged(resource, resources.testnet()))
                .forEach(resource -> documents.add(Document.of(Checked.source(resource), resource)));
        secret.ifPresent(given -> documents.add(Document.of(Checked.source(given), given)));
        Map<String, List<Problem>> problems = new HashMap<>();
        for (Problem problem : Checks.all(documents, true)) {
            problems.computeIfAbsent(problem.source(), source -> new ArrayList<>())
                    .add(problem);
        }
        missing(resources.testnet(), secret)
                .ifPresent(problem -> problems.computeIfAbsent(problem.source(), source -> new ArrayList<>())
                        .add(problem));
        Predicate<HasMetadata> sound = resource -> !problems.containsKey(Checked.source(resource));
        return new Checked(
                new TestnetResources(
                        resources.testnet(),
                        resources.shards().stream().filter(sound).toList(),
                        resources.fullNodes().stream().filter(sound).toList(),
                        resources.minerPools().stream().filter(sound).toList()),
                problems);
    }

    private static Optional<Problem> missing(Testnet testnet, Optional<Secret> secret) {
        var reference = testnet.getSpec().access().apiKeySecretRef();
        if (reference == null || secret.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Document.of(Checked.source(testnet), testnet)
                .problem(
                        "spec.access.apiKeySecretRef.name",
                        "names Secret " + reference.name() + ", which does not exist; make it with entry "
                                + reference.key()));
    }

    /** What the Testnet itself made says nothing that the Testnet does not say, except what people add to its nodes. */
    private static boolean isJudged(HasMetadata resource, Testnet testnet) {
        if (!Owners.controls(testnet, resource)) {
            return true;
        }
        if (resource instanceof Shard || resource instanceof MinerPool) {
            return false;
        }
        if (resource instanceof FullNode node) {
            Position position = node.getSpec().position();
            // a clique that is scaled away is about to go
            return position != null
                    && position.clique() < testnet.getSpec().cliques()
                    && position.broker() < testnet.getSpec().shards();
        }
        return true;
    }
}
