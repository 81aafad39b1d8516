package dev.flowbed.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.cli.local.Application.Outcome;
import dev.flowbed.cli.local.Application.Request;
import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.cli.state.Json;
import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.cli.state.RuntimeState.Phase;
import dev.flowbed.cli.state.Settings;
import dev.flowbed.cli.state.TestnetDir;
import dev.flowbed.crds.SecretKeyRef;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationTest {
    private static final String NET = Workbench.NET;
    private static final String KEYED =
            NET.replace("spec:", "spec:\n  access:\n    apiKeySecretRef: {name: node-key, key: api-key}");
    private static final SecretKeyRef REF = new SecretKeyRef("node-key", "api-key");
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void make() throws IOException {
        bench = new Workbench(folder);
    }

    @Test
    void aNewTestnetIsWrittenDownWithItsDefaultsItsTimeAndItsPorts() throws Exception {
        assertThat(bench.apply(NET).outcome()).isEqualTo(Outcome.CREATED);

        LocalTestnet net = bench.testnet("net");
        assertThat(net.resources().testnet().getSpec().groups()).isEqualTo(4);
        assertThat(metadata().getCreationTimestamp()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(metadata().getGeneration()).isEqualTo(1);
        assertThat(net.dir().ports().ports())
                .containsKeys("net-c0-b0/rest", "net-c0-b1/p2p", "net-cpu-0/metrics", "flowbed/metrics");
    }

    @Test
    void theSameAgainChangesNothing() throws Exception {
        bench.apply(NET);
        long generation = dir().desired().generation();
        bench.passes(Duration.ofHours(1));

        assertThat(bench.apply(NET).outcome()).isEqualTo(Outcome.UNCHANGED);

        assertThat(metadata().getCreationTimestamp()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(metadata().getGeneration()).isEqualTo(1);
        assertThat(dir().desired().generation()).isEqualTo(generation);
    }

    @Test
    void aChangeCountsTheGenerationOnAndIsDesiredOfTheSupervisor() throws Exception {
        bench.apply(NET);
        long generation = dir().desired().generation();

        assertThat(bench.apply(NET + "      maxHashrate: 10k\n").outcome()).isEqualTo(Outcome.CHANGED);

        assertThat(metadata().getGeneration()).isEqualTo(2);
        assertThat(dir().desired().generation()).isEqualTo(generation + 1);
    }

    @Test
    void whatExistingChainsDependOnCannotChange() throws Exception {
        bench.apply(NET);

        assertThatThrownBy(() -> bench.apply(NET.replace("spec:", "spec:\n  groups: 2")))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused).hasMessageContaining("`flowbed down net --wipe` makes room");
                    assertThat(refused.reasons())
                            .singleElement()
                            .asString()
                            .startsWith("test.yaml:6:3: spec.groups: cannot change");
                });
        assertThat(metadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void aPortThatHadToMoveIsTold() throws Exception {
        bench.apply(NET);
        int port = dir().ports().port("net-cpu-0", "metrics").orElseThrow();
        bench.takes(port, 12, "python3");

        Application.Applied applied = bench.apply(NET);

        assertThat(applied.notes())
                .singleElement()
                .asString()
                .startsWith("the metrics port of net-cpu-0 moves from " + port + ", taken by process 12 (python3)");
        assertThat(applied.outcome()).isEqualTo(Outcome.CHANGED);
    }

    @Test
    void withoutTheProgramsNothingIsApplied() throws IOException {
        Files.delete(folder.resolve("home/miner-image/target/flowbed-miner.jar"));

        assertThatThrownBy(() -> bench.apply(NET))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.reasons()).containsExactly("miner-image/target/flowbed-miner.jar"));
        assertThat(dir().exists()).isFalse();
    }

    @Test
    void theOfficialClientNeedsItsJarAndTheJarThatWasMeant() throws Exception {
        String official = NET.replace("spec:", "spec:\n  client: alephium");
        assertThatThrownBy(() -> bench.apply(official)).hasMessageContaining("needs the official full node's jar");

        Path jar = Files.writeString(folder.resolve("alephium.jar"), "not the one");
        Settings wrong = new Settings(jar.toString(), "00", null);
        assertThatThrownBy(() -> bench.apply(with(bench.request(official), wrong)))
                .hasMessageContaining("is another file than was meant");

        Settings right = new Settings(jar.toString(), null, null);
        bench.apply(with(bench.request(official), right));
        bench.apply(official);
        assertThat(dir().settings()).as("what a later start knows").isEqualTo(right);
    }

    @Test
    void aKeyThatTheTestnetNamesMustBeKnown() {
        assertThatThrownBy(() -> bench.apply(KEYED))
                .hasMessageContaining("the Secret node-key with the entry api-key is not known here");
    }

    @Test
    void aKeyComesFromAManifestAndStaysKnown() throws Exception {
        bench.apply(KEYED + secret(KEY));
        assertThat(key()).hasValue(KEY);

        assertThat(bench.apply(KEYED).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(key()).hasValue(KEY);
    }

    @Test
    void anotherKeyIsAChangeSoThatNodesLearnIt() throws Exception {
        bench.apply(KEYED + secret(KEY));

        assertThat(bench.apply(KEYED + secret("f" + KEY)).outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(key()).hasValue("f" + KEY);
    }

    @Test
    void aKeyThatNodesWouldRefuseIsRefusedAndTheOneBeforeStays() throws Exception {
        bench.apply(KEYED + secret(KEY));

        assertThatThrownBy(() -> bench.apply(withKey(bench.request(KEYED), "short", false)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has 5 characters");
        assertThat(key()).hasValue(KEY);
    }

    @Test
    void aKeyIsMadeUpOnlyWhenNoneIsKnown() throws Exception {
        bench.apply(withKey(bench.request(KEYED), null, true));
        String made = key().orElseThrow();
        assertThat(made).matches("[0-9a-f]{48}");

        bench.apply(withKey(bench.request(KEYED), null, true));
        assertThat(key()).hasValue(made);
    }

    @Test
    void aKeyThatNobodyAskedForIsRefused() {
        assertThatThrownBy(() -> bench.apply(withKey(bench.request(NET), KEY, false)))
                .hasMessageContaining("an API key was given, and the Testnet asks for none");
    }

    @Test
    void aTestnetWhoseTimeIsOverIsNotStartedToEndAtOnce() throws Exception {
        String mortal = NET.replace("spec:", "spec:\n  lifetime: {ttl: 1h}");
        bench.apply(mortal);
        createdAt(bench.now());
        bench.passes(Duration.ofMinutes(61));

        assertThatThrownBy(() -> bench.apply(mortal))
                .isInstanceOf(Refused.class)
                .hasMessage("net would end at once: its time to live of 1h is over since 2026-01-01T13:00:00Z");
        assertThat(bench.apply(mortal.replace("1h", "2h")).outcome()).isEqualTo(Outcome.CHANGED);
    }

    private TestnetDir dir() {
        return bench.testnet("net").dir();
    }

    private ObjectMeta metadata() throws IOException {
        return bench.testnet("net").resources().testnet().getMetadata();
    }

    private Optional<String> key() {
        return bench.testnet("net").secretFiles().find(REF);
    }

    private void createdAt(Instant at) throws IOException {
        Json.write(
                dir().stateFile(),
                new RuntimeState("", 1, Phase.EXPIRED, "", at.toString(), new ProcessId(0, 0), Map.of(), List.of()));
    }

    private static String secret(String key) {
        return """
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: node-key
                stringData:
                  api-key: %s
                """.formatted(key);
    }

    private static Request with(Request request, Settings settings) {
        return new Request(
                request.resources(), request.secrets(), request.changes(), Optional.empty(), false, settings);
    }

    private static Request withKey(Request request, @Nullable String key, boolean generate) {
        return new Request(
                request.resources(),
                request.secrets(),
                request.changes(),
                Optional.ofNullable(key),
                generate,
                Settings.NONE);
    }
}
