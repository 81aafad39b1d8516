package dev.flowbed.crds.fullnode;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.Client;
import dev.flowbed.crds.Resources;
import dev.flowbed.crds.Scheduling;
import dev.flowbed.crds.Storage;
import dev.flowbed.crds.TestnetRef;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a FullNode is wanted to be. What it leaves out comes from its Testnet. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.testnetRef == oldSelf.testnetRef",
        fieldPath = ".testnetRef",
        message = "cannot change: existing chains belong to the Testnet; make another FullNode")
@ValidationRule(
        value =
                "has(self.position) == has(oldSelf.position) && (!has(self.position) || self.position == oldSelf.position)",
        fieldPath = ".position",
        message = "cannot change: existing data holds the groups of this position; make another FullNode")
@ValidationRule(
        value = "has(self.client) == has(oldSelf.client) && (!has(self.client) || self.client == oldSelf.client)",
        fieldPath = ".client",
        message = "cannot change: the data of one client is not readable by the other; make another FullNode")
@ValidationRule(
        value = "!has(self.position) || !has(self.client)",
        fieldPath = ".client",
        message = "must be left out for a node of the Testnet's own cliques: they all run the Testnet's client")
public record FullNodeSpec(
        @Required @JsonPropertyDescription("The Testnet that the node belongs to.")
        TestnetRef testnetRef,

        @JsonPropertyDescription(
                "The node's place in the Testnet's own cliques, given by Flowbed. Absent: an extra node, a"
                        + " clique of its own that serves every group.")
        @Nullable
        Position position,

        @JsonPropertyDescription("The full node software of an extra node. Absent: the Testnet's.") @Nullable
        Client client,

        @Pattern(Patterns.VERSION)
        @Size(max = 64)
        @JsonPropertyDescription("Version of the client. Absent: the Testnet's.")
        @Nullable
        String version,

        @Size(min = 1, max = 512)
        @JsonPropertyDescription("Container image of the node. Absent: the client's image of that version.")
        @Nullable
        String image,

        @JsonPropertyDescription("CPU and memory.") @Nullable
        Resources resources,

        @JsonPropertyDescription("Where the node keeps its chains.") @Nullable
        Storage storage,

        @JsonPropertyDescription("Where in the cluster the pod may run.") @Nullable
        Scheduling scheduling,

        @Size(max = 65536)
        @JsonPropertyDescription("Further settings in HOCON, after the Testnet's own; see nodes.config of a Testnet.")
        @Nullable
        String config,

        @Size(max = 64) @JsonPropertyDescription("Further options for the Java process, after the Testnet's own.")
        List<@Size(min = 1, max = 1024) String> javaOptions,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @Default("false")
        @JsonPropertyDescription(
                "Stop the node and keep its data, to look at it or to mend it by hand. Has no effect on"
                        + " one machine.")
        boolean maintenance) {

    public FullNodeSpec {
        javaOptions = javaOptions == null ? List.of() : List.copyOf(javaOptions);
    }
}
