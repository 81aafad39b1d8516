package dev.flowbed.blueprint.input;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.read.Document;
import dev.flowbed.blueprint.read.Problem;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;

/**
 * What was read: whole when there are no problems.
 *
 * @param testnets each Testnet with what refers to it, in the order of the texts
 * @param secrets the Secrets that were given beside them
 * @param documents each resource with the text that it was read from
 * @param problems all that is wrong, in the order of the texts
 */
public record Reading(
        List<TestnetResources> testnets, List<Secret> secrets, List<Document> documents, List<Problem> problems) {
    public Reading {
        testnets = List.copyOf(testnets);
        secrets = List.copyOf(secrets);
        documents = List.copyOf(documents);
        problems = List.copyOf(problems);
    }

    /** Whether nothing is wrong. */
    public boolean isValid() {
        return problems.isEmpty();
    }

    /** Never shows what the Secrets hold. */
    @Override
    public String toString() {
        return "Reading[" + testnets.size() + " testnets, " + secrets.size() + " secrets, " + problems + "]";
    }
}
