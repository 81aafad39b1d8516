package dev.flowbed.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartTest {
    @Test
    void aCliqueOfTheOfficialClientRestartsAsOne() {
        List<Pod> pods = pods("alephium");
        assertThat(Restart.unit(pods, pods.get(0))).hasSize(2);
    }

    @Test
    void aBrokerOfRillRestartsAlone() {
        List<Pod> pods = pods("rill");
        assertThat(Restart.unit(pods, pods.get(1))).containsExactly(pods.get(1));
    }

    private static List<Pod> pods(String client) {
        return List.of(
                ClusterSamples.pod("net-c0-b0-0", client, "state: {running: {}}"),
                ClusterSamples.pod("net-c0-b1-0", client, "state: {running: {}}"));
    }
}
