package dev.flowbed.alephium.rest;

import dev.flowbed.alephium.json.JsonFields;
import java.util.List;

/**
 * What a node says of its own clique.
 *
 * @param selfReady the clique has come together
 * @param synced it has what its peers have
 */
public record SelfClique(String cliqueId, List<Broker> brokers, boolean selfReady, boolean synced) {
    public SelfClique {
        brokers = List.copyOf(brokers);
    }

    /** Where a broker of the clique is; addresses may be missing where names did not resolve. */
    public record Broker(String address, int restPort, int wsPort, int minerApiPort) {
        static Broker of(JsonFields json) {
            return new Broker(
                    json.has("address") ? json.text("address") : "",
                    json.integer("restPort"),
                    json.integer("wsPort"),
                    json.integer("minerApiPort"));
        }
    }

    static SelfClique of(JsonFields json) {
        return new SelfClique(
                json.text("cliqueId"), json.objects("nodes", Broker::of), json.bool("selfReady"), json.bool("synced"));
    }
}
