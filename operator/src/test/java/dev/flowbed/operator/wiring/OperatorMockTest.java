package dev.flowbed.operator.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.Operator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The application as a whole: it starts, registers its controllers, and answers who watches it. */
@QuarkusTest
@QuarkusTestResource(MemoryCluster.class)
class OperatorMockTest {
    @Inject
    Operator operator;

    @TestHTTPResource("/q/health/ready")
    URI ready;

    @TestHTTPResource("/q/metrics")
    URI metrics;

    @Test
    void itRegistersItsFourControllers() {
        assertThat(operator.getRegisteredControllers())
                .extracting(controller -> controller.getConfiguration().getName())
                .containsExactlyInAnyOrder("testnet", "shard", "fullnode", "minerpool");
    }

    @Test
    void itAnswersHealthAndMetrics() throws IOException, InterruptedException {
        assertThat(get(ready)).contains("\"status\": \"UP\"");
        assertThat(get(metrics)).contains("flowbed_operator_api_requests_total{");
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
