package dev.flowbed.miner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReportedHashRateTest {

    @Test
    void theOfficialGpuMinersLineTellsTheWholeFirst() {
        assertThat(ReportedHashRate.of(
                        "2026-11-21 08:00:00 | hashrate: 1234 MH/s gpu0: 600 MH/s gpu1: 634 MH/s solutions: 7"))
                .hasValue(1_234e6);
    }

    @Test
    void unitsAreReadAsMinersWriteThem() {
        assertThat(ReportedHashRate.of("hashrate: 1.5 GH/s")).hasValue(1.5e9);
        assertThat(ReportedHashRate.of("total 20.5kH/s")).hasValue(20_500);
        assertThat(ReportedHashRate.of("20.0 kH/s, blocks: 3 accepted")).hasValue(20_000);
        assertThat(ReportedHashRate.of("speed 12 hash/s")).hasValue(12);
    }

    @Test
    void otherLinesTellNothing() {
        assertThat(ReportedHashRate.of("the server is connected 0 0x55d0")).isEmpty();
        assertThat(ReportedHashRate.of("30 MB/s")).isEmpty();
    }

    @Test
    void aProgramThatFallsSilentDoesNotMine() {
        ReportedHashRate reported = new ReportedHashRate();
        reported.read("hashrate: 5 MH/s", 0);

        assertThat(reported.hertz(TimeUnit.SECONDS.toNanos(59))).isEqualTo(5e6);
        assertThat(reported.hertz(TimeUnit.SECONDS.toNanos(61))).isZero();
    }
}
