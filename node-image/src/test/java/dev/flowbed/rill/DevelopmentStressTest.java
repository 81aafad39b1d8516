package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.genesis.GenesisBlocks;
import dev.flowbed.rill.config.ConfigLoader;
import dev.flowbed.rill.config.RillConfig;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.Table;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random work, snapshots and reverts: what was seen at a snapshot is seen again, and so is every byte in the tables. */
class DevelopmentStressTest {
    private static final String SETTINGS = "flowbed.dev.enabled = true\n";
    private static final Set<Table> NOT_REVERTED = EnumSet.of(Table.META, Table.PEER, Table.SNAPSHOT, Table.UNDO);

    @TempDir
    private Path home;

    private final List<PrivateKey> keys = new ArrayList<>();
    private RunningRill rill;
    private Random random = new Random();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyRevertBringsBackWhatWasSeen(int seed) {
        random = new Random(seed);
        for (int i = 0; i < 6; i++) {
            keys.add(PrivateKey.generate(new SecureRandom(), i % 4, 4));
        }
        start();
        try {
            work(15);
            int base = snapshot();
            String seen = observed();
            rill.close();
            Map<String, String> tables = tables();
            start();
            assertThat(observed()).isEqualTo(seen);
            workWithSnapshots(40);
            rill.post("/dev/snapshots/" + base + "/revert", "");
            assertThat(observed()).isEqualTo(seen);
            rill.close();
            assertThat(tables()).isEqualTo(tables);
            start();
            assertThat(observed()).isEqualTo(seen);
            work(10);
        } finally {
            rill.close();
        }
    }

    private void start() {
        rill = RunningRill.start(home, SETTINGS);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> rill.get("/infos/self-clique").json().get("synced").asBoolean());
    }

    private void workWithSnapshots(int steps) {
        TreeMap<Integer, String> taken = new TreeMap<>();
        for (int step = 0; step < steps; step++) {
            int choice = random.nextInt(10);
            if (choice < 2) {
                int id = snapshot();
                taken.put(id, observed());
            } else if (choice == 2 && !taken.isEmpty()) {
                int id = List.copyOf(taken.keySet()).get(random.nextInt(taken.size()));
                assertThat(rill.post("/dev/snapshots/" + id + "/revert", "").status())
                        .isEqualTo(200);
                taken.tailMap(id, false).clear();
                assertThat(observed()).isEqualTo(taken.get(id));
            } else {
                work(1);
            }
        }
    }

    private void work(int steps) {
        for (int i = 0; i < steps; i++) {
            RunningRill.Answer answer = step();
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }

    private RunningRill.Answer step() {
        PrivateKey key = keys.get(random.nextInt(keys.size()));
        return switch (random.nextInt(5)) {
            case 0 -> rill.post("/dev/mine", "{}");
            case 1 ->
                rill.post(
                        "/dev/mine",
                        "{\"blocks\":" + (1 + random.nextInt(3)) + ",\"fromGroup\":" + random.nextInt(4)
                                + ",\"toGroup\":" + random.nextInt(4) + ",\"interval\":1000}");
            case 2 -> rill.post("/dev/time", "{\"forward\":" + random.nextInt(60_000) + "}");
            case 3 -> fund(key);
            default -> transferIfThereIsSomething(key);
        };
    }

    private RunningRill.Answer fund(PrivateKey key) {
        return rill.post(
                "/dev/fund",
                "{\"address\":\"" + key.address() + "\",\"attoAlphAmount\":\"" + (1 + random.nextInt(50))
                        + " ALPH\",\"mine\":" + random.nextBoolean() + "}");
    }

    private RunningRill.Answer transferIfThereIsSomething(PrivateKey from) {
        PrivateKey to = keys.get(random.nextInt(keys.size()));
        RunningRill.Answer built = rill.post(
                "/transactions/build",
                "{\"fromPublicKey\":\"" + from.publicKey().hex() + "\",\"destinations\":[{\"address\":\"" + to.address()
                        + "\",\"attoAlphAmount\":\"0.5 ALPH\"}]}");
        return built.status() == 200
                ? rill.post("/transactions/submit", RunningRill.signed(built.json(), from))
                : fund(from);
    }

    private int snapshot() {
        JsonNode json = rill.post("/dev/snapshots", "").json();
        return json.get("id").asInt();
    }

    private String observed() {
        StringBuilder seen = new StringBuilder();
        for (int chain = 0; chain < 16; chain++) {
            String query = "fromGroup=" + chain / 4 + "&toGroup=" + chain % 4;
            int height = rill.get("/blockflow/chain-info?" + query)
                    .json()
                    .get("currentHeight")
                    .asInt();
            for (int i = 0; i <= height + 1; i++) {
                seen.append(
                        rill.get("/blockflow/hashes?" + query + "&height=" + i).body());
            }
        }
        for (PrivateKey key : keys) {
            seen.append(rill.get("/addresses/" + key.address() + "/utxos").body());
            seen.append(rill.get("/addresses/" + key.address() + "/balance?mempool=true")
                    .body());
        }
        seen.append(rill.get("/mempool/transactions").body());
        return seen.append(rill.get("/dev/time").json().get("offset")).toString();
    }

    private Map<String, String> tables() {
        RillConfig config = new ConfigLoader(Map.of(), new Properties(), Clock.systemUTC()).load(home);
        Map<String, String> entries = new TreeMap<>();
        try (Store store = Store.open(
                config.storage().dataFolder(),
                BlockFlow.identity(config.rules(), config.broker(), GenesisBlocks.of(config.rules())))) {
            for (Table table : EnumSet.complementOf(EnumSet.copyOf(NOT_REVERTED))) {
                store.scan(table, new byte[0], (key, value) -> {
                    entries.put(
                            table + " " + Bytes.wrap(key).hex(),
                            Bytes.wrap(value).hex());
                    return true;
                });
            }
        }
        return entries;
    }
}
