package dev.flowbed.crds.shard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.Resources;
import dev.flowbed.crds.Scheduling;
import dev.flowbed.crds.Storage;
import dev.flowbed.crds.TestnetRef;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What the brokers at one position of all cliques are given to run with. What it leaves out comes from the Testnet. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.testnetRef == oldSelf.testnetRef && self.broker == oldSelf.broker",
        message = "testnetRef and broker cannot change: make another Shard")
public record ShardSpec(
        @Required @JsonPropertyDescription("The Testnet that the shard belongs to.")
        TestnetRef testnetRef,

        @Required @Min(0) @Max(15) @JsonPropertyDescription("The brokers' position in their cliques, from 0.")
        int broker,

        @JsonPropertyDescription("CPU and memory of each of its nodes.") @Nullable
        Resources resources,

        @JsonPropertyDescription("Where each of its nodes keeps its chains.") @Nullable
        Storage storage,

        @JsonPropertyDescription("Where in the cluster its pods may run.") @Nullable
        Scheduling scheduling) {}
