package dev.flowbed.blueprint.check;

import dev.flowbed.blueprint.read.Document;
import dev.flowbed.blueprint.read.Problem;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** All checks of resources that are valid each by itself. */
public final class Checks {
    private Checks() {}

    /**
     * What is wrong with the resources together.
     *
     * @param complete whether all documents could be read; if not, what one refers to may only seem missing
     */
    public static List<Problem> all(List<Document> documents, boolean complete) {
        List<Problem> problems = new ArrayList<>();
        problems.addAll(new NameCheck(documents).problems());
        if (complete) {
            problems.addAll(new ReferenceCheck(documents).problems());
        }
        for (Document document : documents) {
            if (document.resource() instanceof Testnet testnet) {
                problems.addAll(new AddressCheck(document, testnet.getSpec()).problems());
                problems.addAll(SettingsCheck.problems(
                        document, "spec.nodes.config", testnet.getSpec().nodes().config()));
            } else if (document.resource() instanceof FullNode node) {
                problems.addAll(SettingsCheck.problems(
                        document, "spec.config", node.getSpec().config()));
            }
        }
        return problems;
    }

    /** The namespace that a resource is for. */
    public static String namespace(HasMetadata resource) {
        String namespace = resource.getMetadata().getNamespace();
        return namespace == null ? "default" : namespace;
    }
}
