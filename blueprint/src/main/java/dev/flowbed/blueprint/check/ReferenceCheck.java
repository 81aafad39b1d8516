package dev.flowbed.blueprint.check;

import dev.flowbed.blueprint.Topology;
import dev.flowbed.blueprint.read.Document;
import dev.flowbed.blueprint.read.Problem;
import dev.flowbed.crds.Client;
import dev.flowbed.crds.SecretKeyRef;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.fullnode.FullNodeSpec;
import dev.flowbed.crds.fullnode.Position;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is referred to is there, and fits. */
final class ReferenceCheck {
    /** What the official node asks of an API key. */
    private static final int SHORTEST_KEY = 32;

    private static final String REFERENCE = "spec.testnetRef.name";

    private final List<Document> documents;
    private final List<Problem> problems = new ArrayList<>();

    ReferenceCheck(List<Document> documents) {
        this.documents = documents;
    }

    List<Problem> problems() {
        for (Document document : documents) {
            HasMetadata resource = document.resource();
            if (resource instanceof Testnet testnet) {
                secret(document, testnet);
            } else if (resource instanceof Shard shard) {
                testnet(document, shard.getSpec().testnetRef().name()).ifPresent(spec -> shard(document, shard, spec));
            } else if (resource instanceof FullNode node) {
                testnet(document, node.getSpec().testnetRef().name()).ifPresent(spec -> fullNode(document, node, spec));
            } else if (resource instanceof MinerPool pool) {
                testnet(document, pool.getSpec().testnetRef().name());
            }
        }
        return problems;
    }

    private Optional<TestnetSpec> testnet(Document document, String name) {
        List<Testnet> given = in(document.resource(), Testnet.class);
        Optional<Testnet> found = given.stream()
                .filter(testnet -> testnet.getMetadata().getName().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            String names = given.stream()
                    .map(testnet -> testnet.getMetadata().getName())
                    .collect(Collectors.joining(", "));
            problems.add(document.problem(
                    REFERENCE,
                    "Testnet " + name + " is not among what was given"
                            + (names.isEmpty() ? "" : ", which has " + names)));
        }
        return found.map(Testnet::getSpec);
    }

    private void shard(Document document, Shard shard, TestnetSpec testnet) {
        int broker = shard.getSpec().broker();
        if (broker >= testnet.shards()) {
            problems.add(document.problem(
                    "spec.broker",
                    "must be below the Testnet's number of shards, " + testnet.shards() + ", is " + broker));
        }
    }

    private void fullNode(Document document, FullNode node, TestnetSpec testnet) {
        FullNodeSpec spec = node.getSpec();
        Position position = spec.position();
        if (position != null) {
            if (position.clique() >= testnet.cliques() || position.broker() >= testnet.shards()) {
                problems.add(document.problem(
                        "spec.position",
                        "must be within the Testnet's " + testnet.cliques() + " cliques of " + testnet.shards()
                                + " brokers, counted from 0"));
            }
            String name = Topology.nodeName(spec.testnetRef().name(), position.clique(), position.broker());
            if (!node.getMetadata().getName().equals(name)) {
                problems.add(document.problem(
                        "metadata.name", "must be " + name + ", the name of the node at this position"));
            }
        } else if (spec.client() == Client.RILL && testnet.hardForks() != null) {
            problems.add(document.problem(
                    "spec.client", "cannot be rill on a Testnet with hardForks: rill speaks Danube from genesis only"));
        }
    }

    private void secret(Document document, Testnet testnet) {
        SecretKeyRef reference = testnet.getSpec().access().apiKeySecretRef();
        if (reference == null) {
            return;
        }
        // a cluster may hold the Secret already: only one that is given can be judged
        in(testnet, Secret.class).stream()
                .filter(secret -> secret.getMetadata().getName().equals(reference.name()))
                .forEach(secret -> key(document, secret, reference));
    }

    /** Never shows the key itself. */
    private void key(Document document, Secret secret, SecretKeyRef reference) {
        String field = "spec.access.apiKeySecretRef.key";
        String entry = "entry " + reference.key() + " of Secret " + reference.name();
        try {
            Optional<String> key = SecretEntry.of(secret, reference.key());
            if (key.isEmpty()) {
                problems.add(
                        document.problem(field, "Secret " + reference.name() + " has no entry " + reference.key()));
            } else if (key.get().length() < SHORTEST_KEY) {
                problems.add(document.problem(
                        field,
                        entry + " must have at least " + SHORTEST_KEY + " characters, has "
                                + key.get().length()));
            }
        } catch (IllegalArgumentException e) {
            problems.add(document.problem(field, entry + " is not base64, which data holds; or use stringData"));
        }
    }

    private <T extends HasMetadata> List<T> in(HasMetadata beside, Class<T> type) {
        return documents.stream()
                .map(Document::resource)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(other -> Checks.namespace(other).equals(Checks.namespace(beside)))
                .toList();
    }
}
