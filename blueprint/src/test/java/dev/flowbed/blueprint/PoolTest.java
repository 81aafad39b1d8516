package dev.flowbed.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.input.Reading;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import dev.flowbed.crds.minerpool.MinerPool;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final String TESTNET = """
            apiVersion: flowbed.dev/v1alpha1
            kind: Testnet
            metadata:
              name: net
            spec:
              cliques: 2
              miners:
              - name: cpu
                replicas: 2
            """;
    private static final String SCALED = """
            ---
            apiVersion: flowbed.dev/v1alpha1
            kind: MinerPool
            metadata:
              name: %s
            spec:
              testnetRef:
                name: net
              replicas: %d
              maxHashrate: 7k
            """;

    @Test
    void aPoolOfTheTestnetThatExistsAlreadySaysItselfHowItIs() {
        TestnetResources resources = resources("net-cpu", 3);

        assertThat(Topology.of(resources).miners())
                .extracting(MinerIdentity::name)
                .containsExactly("net-cpu-0", "net-cpu-1", "net-cpu-2");
        assertThat(Blueprint.of(resources, new ClusterPlacement()).miners())
                .allSatisfy(miner -> assertThat(miner.command()).contains("7k"));
    }

    @Test
    void aPoolOfAnotherNameStandsBesideIt() {
        assertThat(Topology.of(resources("helpers", 1)).miners())
                .extracting(MinerIdentity::name)
                .containsExactly("net-cpu-0", "net-cpu-1", "helpers-0");
    }

    @Test
    void whatAMinerRunsIsKnownForAPoolOfNone() {
        TestnetResources resources = resources("helpers", 0);
        MinerPool pool = resources.minerPools().get(0);

        MinerWorkload miner = Blueprint.miner(pool, resources, new ClusterPlacement());

        assertThat(Blueprint.of(resources, new ClusterPlacement()).miners())
                .extracting(made -> made.identity().pool())
                .doesNotContain("helpers");
        assertThat(miner.identity().pool()).isEqualTo("helpers");
        assertThat(miner.command()).contains("--clique", "net-c1-b0.default.svc:10973", "7k");
    }

    private static TestnetResources resources(String pool, int replicas) {
        Reading documents = new ResourceReader()
                .read(List.of(
                        new Source("net.yaml", TESTNET), new Source("pool.yaml", SCALED.formatted(pool, replicas))));
        return documents.testnets().get(0);
    }
}
