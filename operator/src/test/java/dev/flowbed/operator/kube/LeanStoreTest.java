package dev.flowbed.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeanStoreTest {
    private final LeanStore<Pod> pods = new LeanStore<>();

    @Test
    void aPodIsKeptWithoutWhatItShouldBe() {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName("net-c0-b0-0")
                .withNamespace("default")
                .withLabels(Map.of(Labels.NODE, "net-c0-b0"))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("node")
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPodIP("10.1.2.3")
                .endStatus()
                .build();

        pods.put(pods.getKey(pod), pod);

        Pod kept = pods.get("default/net-c0-b0-0");
        assertThat(kept.getSpec()).isNull();
        assertThat(kept.getStatus().getPodIP()).isEqualTo("10.1.2.3");
        assertThat(kept.getMetadata().getLabels()).containsKey(Labels.NODE);
    }

    @Test
    void aTestnetIsKeptWithItsSpecAndConditions() {
        Condition ready = new Condition("Ready", ConditionStatus.TRUE, "Ready", "ready", "2026-11-21T08:00:00Z", 1L);
        Testnet testnet = new Testnet();
        testnet.setMetadata(
                new ObjectMetaBuilder().withName("net").withNamespace("default").build());
        testnet.setStatus(new TestnetStatus(
                1L,
                List.of(ready),
                "v4.6.0",
                "4/4",
                7L,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                null));

        LeanStore.trim(testnet);

        assertThat(testnet.getStatus().conditions()).containsExactly(ready);
        assertThat(testnet.getStatus().height()).isNull();
    }
}
