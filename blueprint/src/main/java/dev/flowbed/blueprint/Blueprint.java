package dev.flowbed.blueprint;

import dev.flowbed.crds.SecretKeyRef;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.testnet.TestnetSpec;
import java.util.List;
import java.util.Optional;

/**
 * All that runs for one Testnet, ready for a runtime to raise. A pure function of the resources and of where things are
 * placed.
 *
 * @param name the Testnet's name
 * @param networkId its network id
 * @param groups its number of groups
 * @param accounts the accounts that the genesis funds, in its order
 * @param rewardAddresses who is paid for blocks, one address per group
 * @param apiKey the Secret with the nodes' API key; empty: none is asked for
 * @param nodes the full nodes, clique by clique, extra ones last
 * @param miners the miners, pool by pool
 */
public record Blueprint(
        String name,
        int networkId,
        int groups,
        List<FundedAccount> accounts,
        List<String> rewardAddresses,
        Optional<SecretKeyRef> apiKey,
        List<NodeWorkload> nodes,
        List<MinerWorkload> miners) {
    public Blueprint {
        accounts = List.copyOf(accounts);
        rewardAddresses = List.copyOf(rewardAddresses);
        nodes = List.copyOf(nodes);
        miners = List.copyOf(miners);
    }

    /**
     * What must run for a Testnet.
     *
     * @throws IllegalArgumentException for resources that the checks of {@code dev.flowbed.blueprint.check} refuse
     */
    public static Blueprint of(TestnetResources resources, Placement placement) {
        TestnetSpec spec = resources.testnet().getSpec();
        Topology topology = Topology.of(resources);
        List<FundedAccount> accounts = Accounts.funded(spec);
        List<String> rewards = Accounts.rewards(spec);
        NodeWorkloads nodes = new NodeWorkloads(resources, topology, placement, accounts, rewards);
        MinerWorkloads miners = new MinerWorkloads(resources, topology, placement);
        return new Blueprint(
                resources.name(),
                spec.networkId(),
                spec.groups(),
                accounts,
                rewards,
                Optional.ofNullable(spec.access().apiKeySecretRef()),
                nodes.all(),
                miners.all());
    }

    /**
     * One node alone of what {@link #of} gives, without the cost of the others; empty when there is no node of that name. The
     * resources may lack what only concerns others, such as miner pools.
     *
     * @throws IllegalArgumentException for resources that the checks of {@code dev.flowbed.blueprint.check} refuse
     */
    public static Optional<NodeWorkload> node(TestnetResources resources, Placement placement, String name) {
        TestnetSpec spec = resources.testnet().getSpec();
        Topology topology = Topology.of(resources);
        NodeWorkloads nodes =
                new NodeWorkloads(resources, topology, placement, Accounts.funded(spec), Accounts.rewards(spec));
        return topology.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .map(nodes::workload);
    }

    /**
     * What each miner of a pool runs. They are all alike where each has an address of its own, as pods have; so this stands for any
     * number of them, also for none.
     *
     * @param resources the Testnet that the pool mines
     */
    public static MinerWorkload miner(MinerPool pool, TestnetResources resources, Placement placement) {
        return new MinerWorkloads(resources, Topology.of(resources), placement).any(Pool.of(pool));
    }
}
