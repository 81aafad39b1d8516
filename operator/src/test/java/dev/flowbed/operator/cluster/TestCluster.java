package dev.flowbed.operator.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A namespace of a real cluster with an operator that cares for it, both gone in the end. The cluster is the one of the kubeconfig
 * in FLOWBED_TEST_KUBECONFIG, and must be able to pull or hold the images. The operator is the built one, started as a process
 * beside the test, or, with FLOWBED_TEST_OPERATOR=installed, one that the cluster has already.
 */
final class TestCluster implements AutoCloseable {
    private static final Path OPERATOR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Path OPERATOR_LOG = Path.of("target/operator-of-tests.log");
    private static final List<String> KINDS = List.of("testnets", "shards", "fullnodes", "minerpools");

    private final KubernetesClient client;
    private final String namespace;
    private final Optional<Process> operator;

    private TestCluster(KubernetesClient client, String namespace, Optional<Process> operator) {
        this.client = client;
        this.namespace = namespace;
        this.operator = operator;
    }

    /** Skips the test, aloud, where no cluster is named. */
    static TestCluster orSkip(String prefix) throws IOException {
        String kubeconfig = System.getenv("FLOWBED_TEST_KUBECONFIG");
        assumeTrue(kubeconfig != null, "no cluster: set FLOWBED_TEST_KUBECONFIG to a kubeconfig to run this");
        boolean installed = "installed".equals(System.getenv("FLOWBED_TEST_OPERATOR"));
        assumeTrue(
                installed || Files.exists(OPERATOR),
                "no operator: build it (mvn package), or set FLOWBED_TEST_OPERATOR");
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(Path.of(kubeconfig))))
                .build();
        String namespace = prefix + "-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        if (!installed) {
            definitions(client);
        }
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        Optional<Process> operator = installed ? Optional.empty() : Optional.of(operator(kubeconfig, namespace));
        return new TestCluster(client, namespace, operator);
    }

    KubernetesClient client() {
        return client;
    }

    String namespace() {
        return namespace;
    }

    @Override
    public void close() throws InterruptedException {
        client.namespaces().withName(namespace).delete();
        client.namespaces().withName(namespace).waitUntilCondition(TestCluster::isGone, 2, TimeUnit.MINUTES);
        if (operator.isPresent()) {
            operator.get().destroy();
            if (!operator.get().waitFor(20, TimeUnit.SECONDS)) {
                operator.get().destroyForcibly();
            }
        }
        client.close();
    }

    private static boolean isGone(@Nullable Object namespace) {
        return namespace == null;
    }

    private static void definitions(KubernetesClient client) throws IOException {
        for (String kind : KINDS) {
            try (InputStream file = Files.newInputStream(Path.of("../crds", kind + ".yaml"))) {
                client.load(file).forceConflicts().serverSideApply();
            }
        }
    }

    private static Process operator(String kubeconfig, String namespace) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=0",
                "-Dquarkus.operator-sdk.namespaces=" + namespace,
                "-Dflowbed.leader-election.namespace=" + namespace,
                "-jar",
                OPERATOR.toString());
        builder.environment().put("KUBECONFIG", new File(kubeconfig).getAbsolutePath());
        builder.redirectErrorStream(true).redirectOutput(OPERATOR_LOG.toFile());
        return builder.start();
    }
}
