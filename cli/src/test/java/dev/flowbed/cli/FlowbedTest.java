package dev.flowbed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flowbed.cli.command.ExitCode;
import dev.flowbed.cli.local.Installation;
import dev.flowbed.cli.state.EndedTestnets;
import dev.flowbed.cli.state.StateRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowbedTest {
    private static final String NET = """
            apiVersion: flowbed.dev/v1alpha1
            kind: Testnet
            metadata:
              name: net
            spec:
              cliques: two
            """;

    @TempDir
    private Path folder;

    private final FlowbedRun flowbed = new FlowbedRun();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "status",
                "logs",
                "wait",
                "list",
                "accounts",
                "send",
                "restart",
                "stop",
                "start",
                "down",
                "validate",
                "bundle",
                "record",
                "replay"
            })
    void everyCommandTellsHowItIsUsedInEitherWayOfAsking(String command) {
        assertThat(run(command, "--help")).isEqualTo(ExitCode.OK);
        String help = out();
        assertThat(help).startsWith("Usage: flowbed " + command + " ").contains("Examples:");

        assertThat(run("help", command)).isEqualTo(ExitCode.OK);
        assertThat(out()).isEqualTo(help);
    }

    @Test
    void wrongUsageIsToldInALineAndNotBuriedUnderTheHelp() {
        assertThat(run("up")).isEqualTo(ExitCode.INVALID);
        assertThat(err()).hasLineCount(2).startsWith("flowbed: Missing required parameter: 'FILE'");

        assertThat(run("upp", "x.yaml")).isEqualTo(ExitCode.INVALID);
        assertThat(err()).contains("Did you mean: flowbed up?");

        assertThat(run("down", "net", "--all")).isEqualTo(ExitCode.INVALID);
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "logs", "wait", "accounts", "stop", "start", "down", "bundle"})
    void whereThereIsNoTestnetThatIsTheAnswer(String command) {
        assertThat(run(command)).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(err()).startsWith("flowbed: there is no testnet yet");
        assertThat(out()).isEmpty();
    }

    @Test
    void aTestnetThatWentByItselfIsRememberedByItsReason() throws IOException {
        root().create();
        root().ended()
                .add(new EndedTestnets.Entry(
                        Instant.parse("2026-01-01T12:00:00Z"), "net", "no transaction came for 10m"));

        assertThat(run("status", "net")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(err()).contains("It ended at 2026-01-01T12:00:00Z: no transaction came for 10m.");
    }

    @Test
    void programsGetJsonAndNothingElse() throws IOException {
        assertThat(run("list", "-o", "JSON")).isEqualTo(ExitCode.OK);
        assertThat(new JsonMapper().readTree(out())).isEmpty();

        assertThat(run("validate", "-o", "json", file("net.yaml", NET))).isEqualTo(ExitCode.INVALID);
        assertThat(new JsonMapper().readTree(out())).hasSize(1);
        assertThat(err()).isEmpty();
    }

    @Test
    void filesThatAreNoResourcesAreNamedWithWhatIsWrongWithThem() throws IOException {
        assertThat(run("validate", folder.resolve("nosuch.yaml").toString())).isEqualTo(ExitCode.INVALID);
        assertThat(err()).endsWith("nosuch.yaml does not exist\n");

        assertThat(run("validate", file("large.json", " ".repeat(2 << 20)))).isEqualTo(ExitCode.INVALID);
        assertThat(err()).contains("large.json has 2048 KB: resources are read up to 1024 KB a file");

        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(run("validate", binary.toString())).isEqualTo(ExitCode.INVALID);
        assertThat(err()).contains("binary.yaml is no text in UTF-8");
    }

    @Test
    void aStateFolderThatCannotBeOneIsNamed() throws IOException {
        Files.writeString(folder.resolve("state"), "a file");
        String net = file("net.yaml", NET.replace("two", "2"));

        assertThat(run("up", net)).isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("state exists and is no folder");
    }

    @Test
    void optionsOfTheClusterStandBeforeOrAfterTheCommand() throws IOException {
        String nosuch = folder.resolve("nosuch").toString();
        String[][] calls = {
            {"--kubeconfig", nosuch, "status"},
            {"status", "--kubeconfig", nosuch},
            {"-n", "status", "--kubeconfig", nosuch, "list"},
            {"--kubeconfig=" + nosuch, "logs", "-n", "5"},
            {"--kubeconfig", nosuch, "up", file("net.yaml", NET.replace("two", "2"))}
        };
        for (String[] call : calls) {
            assertThat(run(call)).as(String.join(" ", call)).isEqualTo(ExitCode.INVALID);
            assertThat(err()).isEqualTo("flowbed: --kubeconfig: " + nosuch + " does not exist\n");
        }
    }

    @Test
    void aClusterThatCannotBeReachedIsNamedWithItsContext() throws IOException {
        String kubeconfig = file("kubeconfig", """
                apiVersion: v1
                kind: Config
                clusters: [{name: gone, cluster: {server: "http://127.0.0.1:1"}}]
                users: [{name: me, user: {}}]
                contexts: [{name: ci, context: {cluster: gone, user: me}}]
                current-context: ci
                """);

        assertThat(run("--kubeconfig", kubeconfig, "status")).isEqualTo(ExitCode.FAILED);
        assertThat(err())
                .startsWith("flowbed: the cluster at http://127.0.0.1:1 (context ci) cannot be reached: ")
                .contains("kubectl config get-contexts");

        assertThat(run("--kubeconfig", kubeconfig, "--context", "prod", "status"))
                .isEqualTo(ExitCode.INVALID);
        assertThat(err()).startsWith("flowbed: there is no context prod in the kubeconfig; there is ci");
    }

    @Test
    void whatOnlyThisMachineCanDoIsRefusedForACluster() throws IOException {
        String net = file("net.yaml", NET.replace("two", "2"));
        assertThat(run("-n", "dev", "up", net, "--alephium-jar", "a.jar")).isEqualTo(ExitCode.INVALID);
        assertThat(err()).contains("--alephium-jar is for testnets of this machine");
    }

    private StateRoot root() {
        return new StateRoot(folder.resolve("state"));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... args) {
        return flowbed.run(root(), new Installation(folder, Path.of("java"), Optional.empty()), args);
    }

    private String out() {
        return flowbed.out();
    }

    private String err() {
        return flowbed.err();
    }
}
