package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.ChainStatus;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.Endpoints;
import dev.flowbed.crds.ObservedStatus;
import dev.flowbed.crds.schema.MapLists;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a Testnet is. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(
        value = MapLists.class,
        input = "conditions=type nodes=name chains=fromGroup,toGroup accounts=address")
public record TestnetStatus(
        @JsonPropertyDescription("The generation of the spec that this status is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("The state by aspect. Ready sums it up.")
        List<Condition> conditions,

        @JsonPropertyDescription("Version of the client that runs.") @Nullable
        String version,

        @JsonPropertyDescription("Nodes that are ready of all, such as 4/4.") @Nullable
        String readyNodes,

        @JsonPropertyDescription("The least height over all chains.") @Nullable
        Long height,

        @JsonPropertyDescription("What the network's miners try a second, such as 1.2 MH/s.") @Nullable
        String hashrate,

        @JsonPropertyDescription("Where the network is reached.") @Nullable
        Endpoints endpoints,

        @JsonPropertyDescription("The full nodes, extra ones too.")
        List<NodeStatus> nodes,

        @Size(max = 256) @JsonPropertyDescription("The chains.")
        List<ChainStatus> chains,

        @JsonPropertyDescription("The accounts that the genesis funds.")
        List<AccountStatus> accounts,

        @JsonPropertyDescription("When the network was first Ready, RFC 3339.") @Nullable
        String readySince,

        @JsonPropertyDescription("When the last transaction was seen, RFC 3339.") @Nullable
        String lastActivity,

        @JsonPropertyDescription("When its lifetime ends as things stand, RFC 3339.") @Nullable
        String expiresAt,

        @Size(max = 64) @JsonPropertyDescription("The restarts that healing made in the last hour.")
        List<HealingStatus> healings,

        @JsonPropertyDescription("How its mining is, over all pools.") @Nullable
        MiningStatus mining)
        implements ObservedStatus {

    public TestnetStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
        chains = chains == null ? List.of() : List.copyOf(chains);
        accounts = accounts == null ? List.of() : List.copyOf(accounts);
        healings = healings == null ? List.of() : List.copyOf(healings);
    }
}
