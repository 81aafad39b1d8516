package dev.flowbed.operator.mining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.status.mining.PoolDecision;
import dev.flowbed.status.mining.PoolSaying;
import dev.flowbed.status.mining.PoolWish.Bound;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MiningTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final List<MinerPool> pools = new ArrayList<>();

    private static Testnet testnet(String name, String mining) {
        String yaml = """
                apiVersion: flowbed.dev/v1alpha1
                kind: Testnet
                metadata: {name: %s}
                spec: {mining: {%s}}
                """.formatted(name, mining);
        Testnet testnet = new ResourceReader()
                .read(List.of(new Source("testnet", yaml)))
                .testnets()
                .get(0)
                .testnet();
        testnet.getMetadata().setNamespace("ns");
        return testnet;
    }

    private MinerPool pool(String testnet, String name, int minute, String spec) {
        String yaml = """
                apiVersion: flowbed.dev/v1alpha1
                kind: Testnet
                metadata: {name: %s}
                spec: {}
                ---
                apiVersion: flowbed.dev/v1alpha1
                kind: MinerPool
                metadata: {name: %s}
                spec: {testnetRef: {name: %s}, %s}
                """.formatted(testnet, name, testnet, spec);
        MinerPool pool = new ResourceReader()
                .read(List.of(new Source("pool", yaml)))
                .testnets()
                .get(0)
                .minerPools()
                .get(0);
        pool.getMetadata().setNamespace("ns");
        pool.getMetadata().setCreationTimestamp("2026-11-21T11:%02d:00Z".formatted(minute));
        pools.add(pool);
        return pool;
    }

    private static Pod pod(String uid, Instant started) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(uid)
                .withUid(uid)
                .endMetadata()
                .withNewStatus()
                .withPhase("Running")
                .withStartTime(started.toString())
                .endStatus()
                .build();
    }

    private PoolSaying decide(Mining mining, Testnet testnet, MinerPool pool, Instant now, Pod... pods) {
        return mining.decide(new Mining.Pass(pool, testnet, List.copyOf(pools), List.of(pods), Optional.empty()), now);
    }

    private static int miners(PoolSaying saying) {
        return saying.decision().orElseThrow().miners();
    }

    private static PoolDecision.Verdict budget(PoolSaying saying) {
        return saying.decision().orElseThrow().verdict(PoolDecision.WITHIN_BUDGET);
    }

    private static Mining mining(@Nullable Integer gpus, @Nullable Double hours) {
        return new Mining(new Bound(gpus, hours, hours == null ? Optional.empty() : Optional.of(Duration.ofHours(24))));
    }

    @Test
    void aPoolWithoutMoreHasWhatItsReplicasSay() {
        MinerPool pool = pool("t", "p", 0, "replicas: 3");
        assertThat(miners(decide(mining(null, null), testnet("t", ""), pool, NOON)))
                .isEqualTo(3);
    }

    @Test
    void theOlderPoolsOfATestnetHaveItsGpusFirst() {
        Mining mining = mining(null, null);
        Testnet testnet = testnet("t", "budget: {gpus: 5}");
        MinerPool younger = pool("t", "a", 30, "replicas: 4, gpu: {}");
        MinerPool older = pool("t", "b", 10, "replicas: 2, gpu: {count: 2}");
        PoolSaying said = decide(mining, testnet, younger, NOON);
        assertThat(miners(said)).isEqualTo(1);
        assertThat(budget(said).status()).isEqualTo(ConditionStatus.FALSE);
        assertThat(budget(said).message()).contains("Testnet t's budget is 5 GPUs, of which older pools have 4");
        assertThat(miners(decide(mining, testnet, older, NOON))).isEqualTo(2);
    }

    @Test
    void theTestnetsOfANamespaceShareItsGpus() {
        Mining mining = mining(4, null);
        MinerPool first = pool("t", "p", 0, "replicas: 3, gpu: {}");
        MinerPool second = pool("u", "q", 1, "replicas: 3, gpu: {}");
        assertThat(miners(decide(mining, testnet("t", ""), first, NOON))).isEqualTo(3);
        PoolSaying said = decide(mining, testnet("u", ""), second, NOON);
        assertThat(miners(said)).isEqualTo(1);
        assertThat(budget(said).message()).contains("namespace ns's budget is 4 GPUs");
        pools.remove(first);
        assertThat(miners(decide(mining, testnet("u", ""), second, NOON))).isEqualTo(3);
    }

    @Test
    void anotherOperatorKnowsFromStatusesWhatWasGivenBefore() {
        MinerPool first = pool("t", "p", 0, "replicas: 3, gpu: {}");
        MinerPool second = pool("u", "q", 1, "replicas: 3, gpu: {}");
        first.setStatus(status(3, null));
        assertThat(miners(decide(mining(4, null), testnet("u", ""), second, NOON)))
                .isEqualTo(1);
    }

    private static MinerPoolStatus status(int desired, dev.flowbed.crds.minerpool.@Nullable Usage usage) {
        return new MinerPoolStatus(
                1L, List.of(), desired, desired, desired, null, null, null, null, null, null, null, usage);
    }

    @Test
    void hoursAreCountedPausedWhenSpentAndGivenAnewWithTheNextPeriod() {
        Mining mining = mining(null, null);
        Testnet testnet = testnet("t", "budget: {podHours: 4, period: 24h}");
        MinerPool pool = pool("t", "p", 0, "replicas: 2, gpu: {}");
        Pod[] pods = {pod("a", NOON), pod("b", NOON)};
        decide(mining, testnet, pool, NOON, pods);
        PoolSaying running = decide(mining, testnet, pool, NOON.plusSeconds(7000), pods);
        assertThat(miners(running)).isEqualTo(2);
        assertThat(running.decision().orElseThrow().next().orElseThrow())
                .isBetween(NOON.plusSeconds(7199), NOON.plusSeconds(7201));
        PoolSaying spent = decide(mining, testnet, pool, NOON.plusSeconds(7201), pods);
        assertThat(miners(spent)).isZero();
        assertThat(budget(spent).reason()).isEqualTo("PodHoursSpent");
        assertThat(budget(spent).message()).endsWith("until 2026-11-22T00:00:00Z");
        PoolSaying later = decide(mining, testnet, pool, Instant.parse("2026-11-22T00:00:01Z"));
        assertThat(miners(later)).isEqualTo(2);
        assertThat(later.usage()).isNotNull();
        assertThat(later.usage().podHours()).startsWith("24"); // two pods up to just past midnight
    }

    @Test
    void accountsOutliveTheOperator() {
        Testnet testnet = testnet("t", "");
        MinerPool pool = pool("t", "p", 0, "replicas: 1, gpu: {count: 2}");
        Pod first = pod("a", NOON);
        Mining before = mining(null, null);
        decide(before, testnet, pool, NOON, first);
        PoolSaying gone = decide(before, testnet, pool, NOON.plusSeconds(3600));
        assertThat(gone.usage()).isNotNull();
        assertThat(gone.usage().gpuHours()).isEqualTo("2");
        pool.setStatus(status(1, gone.usage()));
        Mining after = mining(null, null);
        PoolSaying again = decide(after, testnet, pool, NOON.plusSeconds(5000), pod("b", NOON.plusSeconds(4400)));
        assertThat(again.usage()).isEqualTo(gone.usage());
        PoolSaying counted = decide(after, testnet, pool, NOON.plusSeconds(11600));
        assertThat(counted.usage().gpuHours()).isEqualTo("6");
        assertThat(after.all(NOON.plusSeconds(11600)).get("ns/p").account().podHours())
                .isEqualTo(3);
    }

    @Test
    void whatIsCountedIsWrittenOnlyWhenMinersComeOrGoOrAnHourIsOver() {
        Mining mining = mining(null, null);
        Testnet testnet = testnet("t", "");
        MinerPool pool = pool("t", "p", 0, "replicas: 1");
        Pod pod = pod("a", NOON);
        PoolSaying first = decide(mining, testnet, pool, NOON, pod);
        for (int second = 10; second < 3600; second += 10) {
            assertThat(decide(mining, testnet, pool, NOON.plusSeconds(second), pod)
                            .usage())
                    .isEqualTo(first.usage());
        }
        assertThat(decide(mining, testnet, pool, NOON.plusSeconds(3600), pod).usage())
                .isNotEqualTo(first.usage());
    }

    @Test
    void resourcesOfATestnetSayTheMinersThatWereDecided() {
        Mining mining = mining(null, null);
        Testnet testnet = testnet("t", "budget: {gpus: 1}");
        MinerPool pool = pool("t", "p", 0, "replicas: 3, gpu: {}");
        decide(mining, testnet, pool, NOON);
        assertThat(mining.sized(new dev.flowbed.blueprint.TestnetResources(testnet, List.of(), List.of(), pools))
                        .minerPools())
                .extracting(sized -> sized.getSpec().replicas())
                .containsExactly(1);
        assertThat(Map.copyOf(mining.all(NOON))).containsOnlyKeys("ns/p");
    }
}
