package dev.flowbed.rill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotsTest {
    private static final StoreIdentity IDENTITY = new StoreIdentity(4, 4, 1, 0, "aa");
    private static final List<Table> TABLES = List.of(Table.BLOCK, Table.TIPS, Table.TRIE, Table.MEMPOOL);

    @TempDir
    private Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder, IDENTITY);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void goesBackToAnyStateOfARandomHistory(int seed) {
        Random random = new Random(seed);
        TreeMap<Integer, Map<String, String>> taken = new TreeMap<>();
        for (int step = 0; step < 400; step++) {
            int choice = random.nextInt(40);
            if (choice < 3) {
                taken.put(store.takeSnapshot(bytes("s" + step)), all());
            } else if (choice == 3 && !taken.isEmpty()) {
                int number = any(taken, random);
                store.revert(number);
                assertThat(all()).isEqualTo(taken.get(number));
                taken.tailMap(number, false).clear();
            } else if (choice == 4 && !taken.isEmpty()) {
                int number = any(taken, random);
                Map<String, String> before = all();
                store.dropSnapshot(number);
                taken.remove(number);
                assertThat(all()).isEqualTo(before);
            } else if (choice == 5) {
                store.close();
                open();
            } else {
                store.write(randomChanges(random));
            }
            assertThat(store.snapshots().keySet()).isEqualTo(taken.keySet());
        }
        taken.descendingMap().forEach((number, state) -> {
            store.revert(number);
            assertThat(all()).isEqualTo(state);
        });
    }

    private static int any(TreeMap<Integer, ?> numbers, Random random) {
        return List.copyOf(numbers.keySet()).get(random.nextInt(numbers.size()));
    }

    private static StoreBatch randomChanges(Random random) {
        StoreBatch batch = new StoreBatch();
        for (int i = random.nextInt(6); i >= 0; i--) {
            Table table = TABLES.get(random.nextInt(TABLES.size()));
            byte[] key = bytes("k" + random.nextInt(30));
            if (random.nextInt(3) == 0) {
                batch.delete(table, key);
            } else {
                batch.put(table, key, bytes(random.nextInt(5) == 0 ? "" : "v" + random.nextInt()));
            }
        }
        return batch;
    }

    @Test
    void aSnapshotCanBeGoneBackToAgainAndAgain() {
        put(Table.BLOCK, "a", "1");
        int snapshot = store.takeSnapshot(bytes("base"));
        for (int i = 0; i < 3; i++) {
            put(Table.BLOCK, "a", "2");
            put(Table.BLOCK, "b", "3");
            assertThat(store.revert(snapshot)).isEqualTo(2);
            assertThat(all()).containsOnlyKeys("BLOCK a");
        }
        assertThat(store.revert(snapshot)).isZero();
    }

    @Test
    void numbersAreNotUsedAgain() {
        int first = store.takeSnapshot(bytes(""));
        int second = store.takeSnapshot(bytes(""));
        store.revert(first);
        store.close();
        open();
        assertThat(store.takeSnapshot(bytes(""))).isGreaterThan(second);
    }

    @Test
    void peersAndTheFoldersOwnSettingsStay() {
        int snapshot = store.takeSnapshot(bytes(""));
        put(Table.PEER, "p", "met");
        put(Table.META, "flag", "set");
        store.revert(snapshot);
        assertThat(store.get(Table.PEER, bytes("p"))).isEqualTo(bytes("met"));
        assertThat(store.get(Table.META, bytes("flag"))).isEqualTo(bytes("set"));
    }

    @Test
    void whatWasNotTakenIsRefused() {
        int snapshot = store.takeSnapshot(bytes(""));
        assertThatThrownBy(() -> store.revert(snapshot + 1))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("there is no snapshot " + (snapshot + 1));
        store.dropSnapshot(snapshot);
        assertThatThrownBy(() -> store.dropSnapshot(snapshot)).hasMessageContaining("none is taken");
    }

    @Test
    void withoutSnapshotsNothingIsWrittenDown() {
        int snapshot = store.takeSnapshot(bytes(""));
        put(Table.BLOCK, "a", "1");
        store.dropSnapshot(snapshot);
        put(Table.BLOCK, "b", "2");
        assertThat(entries(Table.UNDO)).isEmpty();
    }

    private void put(Table table, String key, String value) {
        StoreBatch batch = new StoreBatch();
        batch.put(table, bytes(key), bytes(value));
        store.write(batch);
    }

    private Map<String, String> all() {
        Map<String, String> all = new HashMap<>();
        for (Table table : TABLES) {
            entries(table).forEach((key, value) -> all.put(table + " " + key, value));
        }
        return all;
    }

    private Map<String, String> entries(Table table) {
        Map<String, String> entries = new HashMap<>();
        store.scan(table, new byte[0], (key, value) -> {
            entries.put(text(key), text(value));
            return true;
        });
        return entries;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
