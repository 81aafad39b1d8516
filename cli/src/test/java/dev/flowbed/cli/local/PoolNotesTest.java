package dev.flowbed.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolNotesTest {
    private static final String TESTNET = """
            apiVersion: flowbed.dev/v1alpha1
            kind: Testnet
            metadata:
              name: net
            spec:
              miners:
              - name: plain
              - name: idle
                scavenge: {}
              - name: queued
                gpu: {}
                scavenge:
                  queueName: leftovers
            """;

    @Test
    void whatAScavengerIsOnOneMachineIsSaidOnceAPool() {
        assertThat(PoolNotes.of(new ResourceReader()
                        .read(List.of(new Source("net.yaml", TESTNET)))
                        .testnets()
                        .get(0)))
                .containsExactly(
                        "Pool net-idle scavenges on one machine at its lowest priority (SCHED_IDLE, nice 19).",
                        "Pool net-queued scavenges on one machine at its lowest priority (SCHED_IDLE, nice 19), which GPUs"
                                + " know nothing of; there is no Kueue here, so that scavenge.queueName does nothing.");
    }

    @Test
    void whatOnlyAClusterCanHeedIsNamedWithTheReason() {
        String pools = """
                apiVersion: flowbed.dev/v1alpha1
                kind: Testnet
                metadata:
                  name: net
                spec:
                  miners:
                  - name: plain
                    cpu: {threads: 2}
                  - name: placed
                    image: example.com/miner:1
                    resources: {limits: {cpu: 100m}}
                    scheduling: {nodeSelector: {zone: a}}
                  - name: cards
                    gpu: {resourceName: nvidia.com/mig-1g.5gb, runtimeClassName: nvidia, supplementalGroups: [44]}
                """;
        assertThat(PoolNotes.of(new ResourceReader()
                        .read(List.of(new Source("net.yaml", pools)))
                        .testnets()
                        .get(0)))
                .containsExactly(
                        "Pool net-placed: without effect on one machine: image (the miner is this installation's); resources"
                                + " (processes here are not held to them); scheduling (there is one place).",
                        "Pool net-cards: without effect on one machine: gpu.resourceName, gpu.runtimeClassName,"
                                + " gpu.supplementalGroups (GPUs are those that this machine's drivers show, shared out in"
                                + " order).");
    }
}
