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
}
