package dev.flowbed.operator.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.shard.ShardStatus;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetStatus;
import dev.flowbed.status.StatusReport;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final TestnetStatus NOTHING = new TestnetStatus(
            null, List.of(), null, null, null, null, null, List.of(), List.of(), List.of(), null, null, null, List.of(),
            null);

    private final Reports reports = new Reports();
    private final Testnet testnet = named(new Testnet(), "net");
    private final Shard shard = named(new Shard(), "net-b0");

    @Test
    void beforeTheFirstReportWhatAResourceSaysItselfStands() {
        assertThat(seen()).isEmpty();

        shard.setStatus(status(7));
        assertThat(seen()).contains(status(7));
    }

    @Test
    void aReportTakesTheWord() {
        shard.setStatus(status(7));
        reports.put(testnet, report(Map.of("net-b0", status(8))));

        assertThat(seen()).contains(status(8));
    }

    @Test
    void whatAReportDoesNotSpeakOfIsNotKnown() {
        shard.setStatus(status(7));
        reports.put(testnet, report(Map.of()));

        assertThat(seen()).isEmpty();
    }

    private Optional<ShardStatus> seen() {
        return reports.of(shard, "net", report -> report.shards().get("net-b0"));
    }

    private static StatusReport report(Map<String, ShardStatus> shards) {
        return new StatusReport("2026-11-21T08:00:00Z", NOTHING, Map.of(), shards, Map.of());
    }

    private static ShardStatus status(long height) {
        return new ShardStatus(1L, List.of(), List.of(0, 2), "2/2", height, List.of());
    }

    private static <R extends CustomResource<?, ?>> R named(R resource, String name) {
        resource.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace("default").build());
        return resource;
    }
}
