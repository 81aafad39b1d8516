package dev.flowbed.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flowbed.cli.FlowbedRun;
import dev.flowbed.cli.command.ExitCode;
import dev.flowbed.cli.local.Installation;
import dev.flowbed.cli.state.StateRoot;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a real API server with Flowbed's definitions; the operator need not run. */
class ClusterIT {
    private static final String NET = """
            apiVersion: v1
            kind: Secret
            metadata:
              name: net-key
            stringData:
              key: 0123456789abcdef0123456789abcdef
            ---
            apiVersion: flowbed.dev/v1alpha1
            kind: Testnet
            metadata:
              name: net
            spec:
              shards: 2
              access:
                apiKeySecretRef: {name: net-key, key: key}
            """;

    @TempDir
    Path folder;

    private final String namespace = "flowbed-cli-it-" + Long.toString(System.nanoTime() & 0xffffff, 36);
    private final FlowbedRun flowbed = new FlowbedRun();
    private String kubeconfig = "";
    private Optional<KubernetesClient> client = Optional.empty();

    @BeforeEach
    void makeANamespace() {
        String given = System.getenv("FLOWBED_TEST_KUBECONFIG");
        assumeTrue(
                given != null && !given.isBlank(),
                "needs a cluster: set FLOWBED_TEST_KUBECONFIG to the kubeconfig of one that has Flowbed's definitions");
        kubeconfig = given;
        client = Optional.of(new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(given)))
                .build());
        client.get()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void removeTheNamespace() {
        client.ifPresent(found -> {
            found.namespaces().withName(namespace).delete();
            found.close();
        });
    }

    @Test
    void whatIsAppliedIsOwnedFieldByFieldAndTakenDownWithItsSecret() throws IOException {
        assertThat(run("up", file(NET), "--no-wait")).as(err()).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("Secret net-key created", "Testnet net created");
        assertThat(run("up", file(NET), "--no-wait")).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("Testnet net unchanged");

        assertThat(run("list")).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("net");
        assertThat(run("status")).isEqualTo(ExitCode.FAILED);
        assertThat(out()).startsWith("net  ");

        assertThat(run("down", "net", "--wipe")).as(err()).isEqualTo(ExitCode.OK);
        assertThat(run("status", "net")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(client.orElseThrow()
                        .secrets()
                        .inNamespace(namespace)
                        .withName("net-key")
                        .get())
                .isNull();
    }

    @Test
    void whatOthersHaveSetIsAConflictThatNamesTheField() throws IOException {
        assertThat(run("up", file(NET), "--no-wait")).as(err()).isEqualTo(ExitCode.OK);
        client.orElseThrow()
                .resources(dev.flowbed.crds.testnet.Testnet.class)
                .inNamespace(namespace)
                .withName("net")
                .patch(
                        new io.fabric8.kubernetes.client.dsl.base.PatchContext.Builder()
                                .withPatchType(io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE)
                                .withFieldManager("somebody")
                                .build(),
                        "{\"spec\":{\"cliques\":2}}");

        String wanted = file(NET.replace("  shards: 2", "  shards: 2\n  cliques: 3"));
        assertThat(run("up", wanted, "--no-wait")).isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("spec.cliques: conflict with \"somebody\"", "--force-conflicts");
        assertThat(run("up", wanted, "--no-wait", "--force-conflicts")).isEqualTo(ExitCode.OK);
        assertThat(run("down", "net", "--wipe")).isEqualTo(ExitCode.OK);
    }

    @Test
    void aChangeThatWouldOrphanDataIsRefusedAsOnOneMachine() throws IOException {
        assertThat(run("up", file(NET), "--no-wait")).as(err()).isEqualTo(ExitCode.OK);
        assertThat(run("up", file(NET.replace("shards: 2", "shards: 4")), "--no-wait"))
                .isEqualTo(ExitCode.INVALID);
        assertThat(err()).contains("net.yaml:13:3: spec.shards: cannot change");
        assertThat(run("down", "net", "--wipe")).isEqualTo(ExitCode.OK);
    }

    @Test
    void aNamespaceThatIsNotThereIsToldBeforeAnythingIsApplied() throws IOException {
        List<String> words = new ArrayList<>(List.of("--kubeconfig", kubeconfig, "-n", namespace + "-not"));
        words.addAll(List.of("up", file(NET), "--no-wait"));
        assertThat(flowbed(words)).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(err()).contains("there is no namespace " + namespace + "-not");
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("net.yaml"), text).toString();
    }

    private int run(String... args) {
        List<String> words = new ArrayList<>(List.of("--kubeconfig", kubeconfig, "-n", namespace));
        words.addAll(List.of(args));
        return flowbed(words);
    }

    private int flowbed(List<String> words) {
        return flowbed.run(
                new StateRoot(folder.resolve("state")),
                new Installation(folder, Path.of("java"), Optional.empty()),
                words.toArray(String[]::new));
    }

    private String out() {
        return flowbed.out();
    }

    private String err() {
        return flowbed.err();
    }
}
