package dev.flowbed.rill.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MerkleTrieTest {
    private static final int KEY_LENGTH = 3;
    private static final byte[] FIRST_KEY = new byte[KEY_LENGTH];
    private static final byte[] FIRST_VALUE = {42};

    private final Map<Hash, byte[]> stored = new HashMap<>();
    private final TrieNodes nodes = new TrieNodes(stored::get, 20_000);
    private final Random random = new Random(7);

    @Test
    void agreesWithAMapThroughRandomPutsAndRemoves() {
        TreeMap<Bytes, Bytes> model = new TreeMap<>(MerkleTrieTest::compare);
        model.put(Bytes.of(FIRST_KEY), Bytes.of(FIRST_VALUE));
        MerkleTrie trie = stored(TrieUpdate.of(nodes, FIRST_KEY, FIRST_VALUE));
        for (int round = 0; round < 50; round++) {
            TrieUpdate update = trie.update();
            for (int step = 0; step < 60; step++) {
                change(model, update);
            }
            trie = stored(update);
            assertThat(contentOf(trie, new byte[0])).isEqualTo(model);
            for (int probe = 0; probe < 50; probe++) {
                Bytes key = Bytes.of(randomKey());
                assertThat(trie.get(key.toArray()).map(Bytes::of).orElse(null)).isEqualTo(model.get(key));
            }
        }
    }

    @Test
    void hasTheSameRootWhateverTheOrderOfChanges() {
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            keys.add(randomKey());
        }
        Hash expected = withAll(keys).root();
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(keys, random);
            TrieUpdate update = withAll(keys);
            assertThat(update.root()).isEqualTo(expected);
        }
    }

    @Test
    void hasTheOldRootAgainOnceChangesAreUndone() {
        TrieUpdate update = TrieUpdate.of(nodes, FIRST_KEY, FIRST_VALUE);
        Hash before = update.root();
        List<byte[]> keys = new ArrayList<>();
        for (int i = 1; i < 200; i++) {
            keys.add(new byte[] {(byte) i, (byte) (i * 7), 3});
        }
        keys.forEach(key -> update.put(key, key));
        Collections.shuffle(keys, random);
        keys.forEach(update::remove);
        assertThat(update.root()).isEqualTo(before);
    }

    @Test
    void keepsEveryRootReadable() {
        MerkleTrie first = stored(TrieUpdate.of(nodes, FIRST_KEY, FIRST_VALUE));
        TrieUpdate update = first.update();
        update.put(new byte[] {1, 2, 3}, new byte[] {1});
        update.put(FIRST_KEY, new byte[] {2});
        MerkleTrie second = stored(update);
        assertThat(contentOf(first, new byte[0])).hasSize(1);
        assertThat(first.get(FIRST_KEY)).contains(FIRST_VALUE);
        assertThat(contentOf(second, new byte[0])).hasSize(2);
        assertThat(second.get(FIRST_KEY)).contains(new byte[] {2});
    }

    @Test
    void storesOnlyNodesOfTheFinalShape() {
        TrieUpdate update = TrieUpdate.of(nodes, FIRST_KEY, FIRST_VALUE);
        for (int i = 1; i < 100; i++) {
            update.put(new byte[] {(byte) i, 0, 0}, new byte[] {(byte) i});
            if (i < 99) {
                update.remove(new byte[] {(byte) i, 0, 0});
            }
        }
        List<Hash> written = new ArrayList<>();
        update.commit((hash, node) -> written.add(hash));
        assertThat(written).as("two leaves and a branch").hasSize(3);
    }

    @Test
    void scansExactlyTheKeysOfAPrefix() {
        TrieUpdate update = TrieUpdate.of(nodes, FIRST_KEY, FIRST_VALUE);
        TreeMap<Bytes, Bytes> model = new TreeMap<>(MerkleTrieTest::compare);
        model.put(Bytes.of(FIRST_KEY), Bytes.of(FIRST_VALUE));
        for (int i = 0; i < 500; i++) {
            byte[] key = randomKey();
            update.put(key, key);
            model.put(Bytes.of(key), Bytes.of(key));
        }
        MerkleTrie trie = stored(update);
        for (int i = 0; i < 8; i++) {
            byte[] prefix = {(byte) i};
            TreeMap<Bytes, Bytes> expected = new TreeMap<>(MerkleTrieTest::compare);
            model.forEach((key, value) -> {
                if (key.at(0) == prefix[0]) {
                    expected.put(key, value);
                }
            });
            assertThat(contentOf(trie, prefix)).isEqualTo(expected);
        }
        assertThat(contentOf(trie, new byte[] {99})).isEmpty();
    }

    @Test
    void refusesToRemoveWhatIsNotThere() {
        TrieUpdate update = TrieUpdate.of(nodes, FIRST_KEY, FIRST_VALUE);
        update.put(new byte[] {1, 1, 1}, FIRST_VALUE);
        assertThatThrownBy(() -> update.remove(new byte[] {1, 1, 2})).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> update.remove(new byte[] {2, 1, 1}))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("020101");
        update.remove(new byte[] {1, 1, 1});
        assertThatThrownBy(() -> update.remove(FIRST_KEY)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysWhichNodeTheDataFolderLost() {
        TrieUpdate update = TrieUpdate.of(nodes, FIRST_KEY, FIRST_VALUE);
        MerkleTrie lost = MerkleTrie.at(update.root(), nodes);
        assertThatThrownBy(() -> lost.get(FIRST_KEY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(update.root().hex());
    }

    private void change(Map<Bytes, Bytes> model, TrieUpdate update) {
        byte[] key = randomKey();
        boolean removable = model.containsKey(Bytes.of(key)) && !Arrays.equals(key, FIRST_KEY);
        if (removable && random.nextBoolean()) {
            update.remove(key);
            model.remove(Bytes.of(key));
        } else {
            byte[] value = {(byte) random.nextInt(), (byte) random.nextInt()};
            update.put(key, value);
            model.put(Bytes.of(key), Bytes.of(value));
        }
    }

    private TrieUpdate withAll(List<byte[]> keys) {
        TrieUpdate update = TrieUpdate.of(nodes, FIRST_KEY, FIRST_VALUE);
        keys.forEach(key -> update.put(key, key));
        return update;
    }

    private MerkleTrie stored(TrieUpdate update) {
        return MerkleTrie.at(update.commit(stored::put), nodes);
    }

    private byte[] randomKey() {
        return new byte[] {(byte) random.nextInt(8), (byte) random.nextInt(256), (byte) random.nextInt(4)};
    }

    private static int compare(Bytes a, Bytes b) {
        return Arrays.compareUnsigned(a.unsafeArray(), b.unsafeArray());
    }

    private static TreeMap<Bytes, Bytes> contentOf(MerkleTrie trie, byte[] prefix) {
        TreeMap<Bytes, Bytes> content = new TreeMap<>(MerkleTrieTest::compare);
        trie.scan(prefix, new MerkleTrie.Visitor() {
            @Override
            public boolean enter() {
                return true;
            }

            @Override
            public void entry(byte[] key, byte[] value) {
                content.put(Bytes.of(key), Bytes.of(value));
            }
        });
        return content;
    }
}
