package dev.flowbed.operator.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.MockWebServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API server in memory that the operator under test is started against: with PodMonitors, without the Gateway API. */
public final class MemoryCluster implements QuarkusTestResourceLifecycleManager {
    private static final String MONITORING = """
            {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"monitoring.coreos.com/v1","resources":[
              {"name":"podmonitors","singularName":"podmonitor","namespaced":true,"kind":"PodMonitor","verbs":["get","list"]}]}
            """;

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final KubernetesMockServer server = new KubernetesMockServer(
            new io.fabric8.mockwebserver.Context(new ObjectMapper()),
            new MockWebServer(),
            new HashMap<>(),
            new ApplyingDispatcher(MONITORING, writes),
            false);

    /** A field of a test that is given the list of what was written to the API server. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.FIELD)
    @interface Writes {}

    @Override
    public Map<String, String> start() {
        server.init();
        try (KubernetesClient client = server.createClient()) {
            for (String kind : List.of("testnets", "shards", "fullnodes", "minerpools")) {
                definition(client, kind);
            }
        }
        return Map.of(
                "quarkus.kubernetes-client.api-server-url", server.url("/"),
                // a machine that is busy with other builds may be slow to answer itself
                "quarkus.kubernetes-client.request-timeout", "60S",
                "quarkus.http.test-port", "0",
                "quarkus.log.category.\"io.fabric8.mockwebserver\".level", "WARN");
    }

    private static void definition(KubernetesClient client, String kind) {
        try (InputStream file = Files.newInputStream(Path.of("../crds", kind + ".yaml"))) {
            client.load(file).create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(writes, new TestInjector.AnnotatedAndMatchesType(Writes.class, List.class));
    }

    @Override
    public void stop() {
        server.destroy();
    }
}
