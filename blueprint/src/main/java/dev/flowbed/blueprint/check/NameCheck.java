package dev.flowbed.blueprint.check;

import dev.flowbed.blueprint.Topology;
import dev.flowbed.blueprint.read.Document;
import dev.flowbed.blueprint.read.Problem;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.testnet.MinerTemplate;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** No two resources have one name, also not those that a Testnet makes. */
final class NameCheck {
    private final List<Document> documents;
    private final Map<String, String> taken = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    NameCheck(List<Document> documents) {
        this.documents = documents;
    }

    List<Problem> problems() {
        for (Document document : documents) {
            HasMetadata resource = document.resource();
            take(
                    document,
                    "metadata.name",
                    resource.getKind(),
                    resource.getMetadata().getName(),
                    "another resource");
        }
        for (Document document : documents) {
            if (document.resource() instanceof Testnet testnet) {
                made(document, testnet);
            }
        }
        return problems;
    }

    private void made(Document document, Testnet testnet) {
        TestnetSpec spec = testnet.getSpec();
        String name = testnet.getMetadata().getName();
        for (int clique = 0; clique < spec.cliques(); clique++) {
            for (int broker = 0; broker < spec.shards(); broker++) {
                String node = Topology.nodeName(name, clique, broker);
                if (!isOwn(node, clique, broker)) {
                    take(document, "metadata.name", "FullNode", node, "a node of Testnet " + name);
                }
            }
        }
        for (int i = 0; i < spec.miners().size(); i++) {
            MinerTemplate miner = spec.miners().get(i);
            String pool = name + "-" + miner.name();
            take(document, "spec.miners[" + i + "].name", "MinerPool", pool, "a miner pool of Testnet " + name);
        }
    }

    /** A FullNode that says which broker it is has that broker's name by right. */
    private boolean isOwn(String node, int clique, int broker) {
        return documents.stream()
                .map(Document::resource)
                .filter(FullNode.class::isInstance)
                .map(FullNode.class::cast)
                .anyMatch(full -> full.getMetadata().getName().equals(node)
                        && full.getSpec().position() != null
                        && full.getSpec().position().clique() == clique
                        && full.getSpec().position().broker() == broker);
    }

    private void take(Document document, String field, String kind, String name, String whose) {
        // processes of one machine share a name space, whatever kind they come from
        boolean process = kind.equals("FullNode") || kind.equals("MinerPool");
        String key = Checks.namespace(document.resource()) + "/" + (process ? "process" : kind) + "/" + name;
        String before = taken.putIfAbsent(key, whose);
        if (before != null) {
            problems.add(document.problem(
                    field, "the name " + name + " is taken by " + before + " already; choose another name"));
        }
    }
}
