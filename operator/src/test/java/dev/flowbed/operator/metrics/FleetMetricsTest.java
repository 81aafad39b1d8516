package dev.flowbed.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetMetricsTest {
    private static final String PAGE = FleetMetrics.text(SampleFleet.twoNamespaces());

    @Test
    void aPoolTellsWhatItMayTryAndWhatItsMinersTryTogether() {
        assertThat(PAGE.lines())
                .contains(
                        "flowbed_pool_wanted_hash_rate_hertz{namespace=\"dev\",testnet=\"q\",pool=\"q-cpu\"} 3000",
                        "flowbed_pool_hash_rate_hertz{namespace=\"dev\",testnet=\"q\",pool=\"q-cpu\"} 1500",
                        "flowbed_pool_blocks_accepted_total{namespace=\"dev\",testnet=\"q\",pool=\"q-cpu\"} 15",
                        "flowbed_pool_blocks_rejected_total{namespace=\"dev\",testnet=\"q\",pool=\"q-cpu\"} 1");
    }

    @Test
    void supplyIsToldInWholeCoins() {
        assertThat(PAGE.lines())
                .contains(
                        "flowbed_testnet_fees_burned_alph_total{namespace=\"dev\",testnet=\"q\"} 0.008",
                        "flowbed_testnet_minted_alph_total{namespace=\"dev\",testnet=\"q\"} 4");
    }

    @Test
    void testnetsOfOneNameInTwoNamespacesStayApart() {
        List<String> samples =
                PAGE.lines().filter(line -> !line.startsWith("#")).toList();
        Set<String> series = new HashSet<>();
        assertThat(samples)
                .allSatisfy(line -> assertThat(series.add(line.substring(0, line.lastIndexOf(' '))))
                        .as("twice: " + line)
                        .isTrue());
        assertThat(samples)
                .filteredOn(line -> !line.startsWith("flowbed_testnets "))
                .allSatisfy(line -> assertThat(line).containsPattern("\\{namespace=\"(dev|prod)\",testnet=\"q\""));
    }

    @Test
    void aTestnetThatGoesLeavesNoSample() {
        assertThat(FleetMetrics.text(SampleFleet.oneNamespace()))
                .doesNotContain("dev")
                .contains("prod");
    }

    @Test
    void withoutTestnetsThereIsOnlyTheirNumber() {
        assertThat(FleetMetrics.text(new Fleet(List.of(), List.of(), List.of(), Map.of(), Map.of()))
                        .lines())
                .filteredOn(line -> !line.startsWith("#"))
                .containsExactly("flowbed_testnets 0");
    }
}
