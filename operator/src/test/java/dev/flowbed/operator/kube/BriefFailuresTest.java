package dev.flowbed.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class BriefFailuresTest {
    private final ExtLogRecord line =
            new ExtLogRecord(Level.WARN, "a pass over %s failed", FormatStyle.PRINTF, "a.Logger");

    @Test
    void aStatusOfWhatWasDeletedMeanwhileTakesOneLine() {
        logged(new KubernetesClientException(
                "Failure executing: PATCH at: https://example.org/very/long",
                404,
                new StatusBuilder()
                        .withMessage("shards.flowbed.dev \"net-b0\" not found")
                        .build()));
        assertThat(line.getFormattedMessage())
                .isEqualTo("a pass over {net-b0} failed: 404 shards.flowbed.dev \"net-b0\" not found");
        assertThat(line.getThrown()).isNull();
    }

    @Test
    void aRequestWithoutAnAnswerTellsWhatItWaitedFor() {
        logged(new CompletionException(new KubernetesClientException(
                "An error has occurred.", new TimeoutException("no answer within 10 s to GET /api"))));
        assertThat(line.getFormattedMessage())
                .isEqualTo("a pass over {net-b0} failed: no answer within 10 s to GET /api");
        assertThat(line.getThrown()).isNull();
    }

    @Test
    void aDefectKeepsItsStack() {
        IllegalStateException defect = new IllegalStateException("no chain 4");
        logged(defect);
        assertThat(line.getFormattedMessage()).isEqualTo("a pass over {net-b0} failed");
        assertThat(line.getThrown()).isSameAs(defect);
    }

    private void logged(Throwable thrown) {
        line.setParameters(new Object[] {"{net-b0}"});
        line.setThrown(thrown);
        assertThat(new BriefFailures().isLoggable(line)).isTrue();
    }
}
