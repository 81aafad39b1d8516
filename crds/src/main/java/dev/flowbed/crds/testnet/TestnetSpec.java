package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.Client;
import dev.flowbed.crds.NodeTemplate;
import dev.flowbed.crds.schema.MapLists;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a Testnet is wanted to be. Every field has a default: {@code spec: {}} is a network of one node. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.groups % self.shards == 0",
        fieldPath = ".shards",
        message = "must divide the number of groups evenly")
@ValidationRule(
        value = "!has(self.rewardAddresses) || size(self.rewardAddresses) == self.groups",
        fieldPath = ".rewardAddresses",
        message = "must name one address for each group, in group order")
@ValidationRule(
        value = "!has(self.shardTemplates) || self.shardTemplates.all(t, t.broker < self.shards)",
        fieldPath = ".shardTemplates",
        message = "must name brokers below the number of shards")
@ValidationRule(
        value = "!has(self.hardForks) || self.client == 'alephium'",
        fieldPath = ".hardForks",
        message = "needs client alephium: rill speaks Danube from genesis and no older rules")
@ValidationRule(
        value = "!self.autoMine || self.shards == 1",
        fieldPath = ".autoMine",
        message = "needs one shard: a node can only mine at once the chains that it holds whole")
@ValidationRule(
        value = "!self.development || self.client == 'rill'",
        fieldPath = ".development",
        message = "needs client rill: the official node has no development aids")
@ValidationRule(
        value = "self.client == oldSelf.client",
        fieldPath = ".client",
        message = "cannot change: the data of one client is not readable by the other; make a new Testnet")
@ValidationRule(
        value = "self.networkId == oldSelf.networkId",
        fieldPath = ".networkId",
        message = "cannot change: existing chains belong to the network they were made for; make a new Testnet")
@ValidationRule(
        value = "self.groups == oldSelf.groups",
        fieldPath = ".groups",
        message = "cannot change: existing chains are sharded by it; make a new Testnet")
@ValidationRule(
        value = "self.shards == oldSelf.shards",
        fieldPath = ".shards",
        message = "cannot change: existing volumes hold the groups of their broker; make a new Testnet")
@ValidationRule(
        value = "self.genesis == oldSelf.genesis",
        fieldPath = ".genesis",
        message = "cannot change: existing chains start from it; make a new Testnet")
@ValidationRule(
        value = "self.consensus == oldSelf.consensus",
        fieldPath = ".consensus",
        message = "cannot change: existing blocks were made under it; make a new Testnet")
@SchemaCustomizer(value = MapLists.class, input = "shardTemplates=broker miners=name")
public record TestnetSpec(
        @Default("rill")
        @JsonPropertyDescription(
                "The full node software: rill, Flowbed's own small full node, or alephium, the" + " official one.")
        Client client,

        @Pattern(Patterns.VERSION)
        @Size(max = 64)
        @JsonPropertyDescription("Version of the client, such as 4.6.0. Absent: for rill Flowbed's own, for"
                + " alephium the newest that this Flowbed was tested with.")
        @Nullable
        String version,

        @Size(min = 1, max = 512)
        @JsonPropertyDescription("Container image of the nodes. Absent: the client's image of that version."
                + " On one machine there are no images and it has no effect.")
        @Nullable
        String image,

        @Default("4")
        @Min(2)
        @Max(127)
        @JsonPropertyDescription("The network id, which stands in every transaction. 0 and 1 are the public"
                + " networks. Alephium's development tools expect 4.")
        int networkId,

        @Default("4")
        @Min(1)
        @Max(16)
        @JsonPropertyDescription("Number of groups that addresses are divided into: G groups make G*G chains.")
        int groups,

        @Default("{}") @JsonPropertyDescription("The rules for making blocks.")
        Consensus consensus,

        @JsonPropertyDescription(
                "When the hard forks come, for client alephium. Absent: all are in force from" + " genesis.")
        @Nullable
        HardForks hardForks,

        @Default("{}") @JsonPropertyDescription("What exists before the first block.")
        Genesis genesis,

        @Default("1")
        @Min(1)
        @Max(32)
        @JsonPropertyDescription(
                "Number of cliques. Each holds every chain, so that the network lives on when" + " one is lost.")
        int cliques,

        @Default("1")
        @Min(1)
        @Max(16)
        @JsonPropertyDescription("Number of shards: brokers per clique, each serving its part of the groups. Must"
                + " divide groups. Broker b of n serves the groups g with g mod n = b.")
        int shards,

        @Size(max = 16)
        @JsonPropertyDescription("What single shards are given to run with, where it differs from nodes.")
        List<ShardTemplate> shardTemplates,

        @Size(max = 16)
        @JsonPropertyDescription("Who is paid for blocks: one address per group, in group order, each in its"
                + " group. Absent: the well-known miner addresses of Alephium's development networks.")
        List<@Size(min = 1, max = 2048) String> rewardAddresses,

        @Default("false")
        @JsonPropertyDescription("For development: a submitted transaction is mined at once, by the node itself.")
        boolean autoMine,

        @Default("false")
        @JsonPropertyDescription("For development, with client rill: every node offers aids under /dev that move time,"
                + " mine, fund addresses, take snapshots of the whole state and go back to them. Whoever reaches the"
                + " API can use them.")
        boolean development,

        @Default("{}") @JsonPropertyDescription("What the full nodes are given to run with.")
        NodeTemplate nodes,

        @Size(max = 16)
        @JsonPropertyDescription("The miner pools of the network. Further ones can be applied as MinerPools.")
        List<MinerTemplate> miners,

        @Default("{}") @JsonPropertyDescription("What is asked of all miner pools of the network together.")
        MiningGoals mining,

        @Default("{}") @JsonPropertyDescription("When the network goes away by itself.")
        Lifetime lifetime,

        @Default("{}") @JsonPropertyDescription("How the network is watched.")
        Monitoring monitoring,

        @Default("{}") @JsonPropertyDescription("Who may use the network's APIs.")
        Access access,

        @Default("{}") @JsonPropertyDescription("How changes reach the network while it runs.")
        Updates updates,

        @Default("{}") @JsonPropertyDescription("What is done about cliques that do not keep up.")
        Healing healing,

        @Default("false")
        @JsonPropertyDescription("Leave all that runs as it is: nothing is changed, restarted, healed or ended until"
                + " this is false again. Has no effect on one machine.")
        boolean paused) {

    public TestnetSpec {
        shardTemplates = shardTemplates == null ? List.of() : List.copyOf(shardTemplates);
        rewardAddresses = rewardAddresses == null ? List.of() : List.copyOf(rewardAddresses);
        miners = miners == null ? List.of() : List.copyOf(miners);
    }
}
