package dev.flowbed.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.cli.state.EndedTestnets.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndedTestnetsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void theLastEndOfANameIsRemembered() throws IOException {
        EndedTestnets ended = new StateRoot(folder).ended();
        ended.add(new Entry(NOON, "a", "its time to live of 1h is over"));
        ended.add(new Entry(NOON.plusSeconds(1), "b", "no transaction came for 10m"));
        ended.add(new Entry(NOON.plusSeconds(2), "a", "no transaction came for 1m"));

        assertThat(ended.last("a")).hasValue(new Entry(NOON.plusSeconds(2), "a", "no transaction came for 1m"));
        assertThat(ended.last("c")).isEmpty();
    }

    @Test
    void theOldestAreForgotten() throws IOException {
        EndedTestnets ended = new StateRoot(folder).ended();
        for (int i = 0; i <= 50; i++) {
            ended.add(new Entry(NOON.plusSeconds(i), "t" + i, "why"));
        }
        assertThat(ended.last("t0")).isEmpty();
        assertThat(ended.last("t1")).isPresent();
    }

    @Test
    void whereNothingEndedNothingIsKnown() throws IOException {
        assertThat(new StateRoot(folder).ended().last("a")).isEmpty();
    }
}
