package dev.flowbed.rill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final StoreIdentity ALONE = new StoreIdentity(4, 4, 1, 0, "abcd");

    @TempDir
    Path folder;

    @Test
    void keepsWhatABatchWrote() {
        try (Store store = Store.open(folder, ALONE)) {
            StoreBatch batch = new StoreBatch();
            batch.put(Table.BLOCK, key(1), key(10));
            batch.put(Table.HEADER, key(1), key(11));
            batch.put(Table.HEADER, key(2), key(12));
            batch.delete(Table.HEADER, key(2));
            store.write(batch);
        }
        try (Store store = Store.open(folder, ALONE)) {
            assertThat(store.get(Table.BLOCK, key(1))).isEqualTo(key(10));
            assertThat(store.get(Table.HEADER, key(1))).isEqualTo(key(11));
            assertThat(store.get(Table.HEADER, key(2))).isNull();
            assertThat(store.contains(Table.BLOCK, key(1))).isTrue();
            assertThat(store.contains(Table.BLOCK, key(2))).isFalse();
        }
    }

    @Test
    void scansOneTableInKeyOrder() {
        try (Store store = Store.open(folder, ALONE)) {
            StoreBatch batch = new StoreBatch();
            for (int i : new int[] {200, 3, 1, 2}) {
                batch.put(Table.TRIE, new byte[] {7, (byte) i}, key(i));
            }
            batch.put(Table.TRIE, new byte[] {8, 1}, key(99));
            batch.put(Table.EVENT, new byte[] {7, 1}, key(98));
            store.write(batch);

            List<Integer> seen = new ArrayList<>();
            store.scan(Table.TRIE, new byte[] {7}, (key, value) -> {
                seen.add(key[1] & 0xff);
                return seen.size() < 3;
            });
            assertThat(seen).containsExactly(1, 2, 3);
        }
    }

    @Test
    void refusesAnotherNetworkGenesisOrNumberOfGroups() {
        Store.open(folder, ALONE).close();
        assertThatThrownBy(() -> Store.open(folder, new StoreIdentity(5, 4, 1, 0, "abcd")))
                .isInstanceOf(StoreMismatchException.class)
                .hasMessageContaining("of network 4, but the settings say network 5");
        assertThatThrownBy(() -> Store.open(folder, new StoreIdentity(4, 4, 1, 0, "ef01")))
                .isInstanceOf(StoreMismatchException.class)
                .hasMessageContaining("of genesis abcd, but the settings say genesis ef01");
        assertThatThrownBy(() -> Store.open(folder, new StoreIdentity(4, 3, 1, 0, "abcd")))
                .isInstanceOf(StoreMismatchException.class)
                .hasMessageContaining("of 4 groups, but the settings say 3 groups");
    }

    @Test
    void letsABrokerServeFewerGroupsButNotMore() {
        Store.open(folder, ALONE).close();
        Store.open(folder, new StoreIdentity(4, 4, 2, 1, "abcd")).close();
        assertThatThrownBy(() -> Store.open(folder, ALONE))
                .isInstanceOf(StoreMismatchException.class)
                .hasMessageContaining(
                        "a broker of the groups [1, 3], but the settings say a broker of the groups [0, 1, 2, 3]");
    }

    @Test
    void saysThatAnotherProcessHasTheFolder() {
        try (Store store = Store.open(folder, ALONE)) {
            assertThat(store).isNotNull();
            assertThatThrownBy(() -> Store.open(folder, ALONE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is in use by another process");
        }
    }

    @Test
    void refusesToReadAfterClosing() {
        Store store = Store.open(folder, ALONE);
        store.close();
        store.close();
        assertThatThrownBy(() -> store.get(Table.BLOCK, key(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    private static byte[] key(int value) {
        return new byte[] {1, 2, (byte) value};
    }
}
