package dev.flowbed.rill.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreBatch;
import dev.flowbed.rill.store.StoreIdentity;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrieWorldStatesTest {
    private static final LockupScript.Asset ALICE = Address.parseAsset("1DrDyTr9RpRsQnDnXo2YRiPzPW4ooHX5LLoqXrqfMrpQH");
    private static final LockupScript.Asset BOB = Address.parseAsset("14UAjZ3qcmEVKdTo84Kwf4RprTQi86w2TefnnGFjov9xF");
    private static final long CACHE = 100_000;

    private final Map<Hash, byte[]> nodes = new HashMap<>();
    private final TrieWorldStates states = TrieWorldStates.of(nodes::get, CACHE);

    @Test
    void hasTheStateHashThatTheFirstRecordedHeaderCarries() {
        // the allocation of group 0 on the devnet that recorded-transfers.json was recorded on
        Hash genesis = Hash.fromHex("0efcd0fe54c3b72f63c5c9aeb5539f2b4b61a10703f4d7501ff0a372685ab2ed");
        TxOutput.Asset allocation = new TxOutput.Asset(
                Alph.of(1_000_000),
                ALICE,
                1636379973000L,
                List.of(),
                Bytes.fromHex("d55dedab77b982ade743516f96d9c4fe85f19cc85e64d02b81b67532ce72df48"));
        TrieStagedState state = states.stage(states.empty());
        state.addAsset(TxOutputRef.of(genesis, 0, allocation), allocation);
        assertThat(state.persist(nodes::put).stateHash())
                .isEqualTo(Hash.fromHex("88cef18264c575fa85b8b9a9de888edd02938d7eadd42ca9374b14feb5fd007a"));
    }

    @Test
    void findsTheOutputsOfAnAddressOnly() {
        TrieStagedState staged = states.stage(states.empty());
        for (int i = 0; i < 30; i++) {
            staged.addAsset(ref(ALICE, i), output(ALICE, i));
            staged.addAsset(ref(BOB, i), output(BOB, i));
        }
        WorldState state = states.at(staged.persist(nodes::put));
        List<AssetUtxo> found = state.assets(ALICE, 100);
        assertThat(found).hasSize(30).allSatisfy(utxo -> {
            assertThat(utxo.output().lockupScript()).isEqualTo(ALICE);
            assertThat(utxo.origin()).isEqualTo(OutputOrigin.PERSISTED);
            assertThat(state.output(utxo.ref())).contains(utxo.output());
        });
        // a trie is walked nibble by nibble: unsigned, unlike the order of hashes
        assertThat(found)
                .isSortedAccordingTo(
                        Comparator.comparing(utxo -> utxo.ref().key().hex()));
        assertThat(state.assets(ALICE, 7)).isEqualTo(found.subList(0, 7));
    }

    @Test
    void keepsTokensLocksAndData() {
        TxOutput.Asset rich = new TxOutput.Asset(
                U256.of(5), BOB, 123, List.of(new TokenAmount(hash(9), U256.MAX)), Bytes.fromHex("0102"));
        TrieStagedState staged = states.stage(states.empty());
        staged.addAsset(ref(BOB, 1), rich);
        assertThat(states.at(staged.persist(nodes::put)).output(ref(BOB, 1))).contains(rich);
    }

    @Test
    void leavesTheStateItStartedFromAlone() {
        TrieStagedState staged = states.stage(states.empty());
        staged.addAsset(ref(ALICE, 1), output(ALICE, 1));
        WorldStateRoots first = staged.persist(nodes::put);
        TrieStagedState next = states.stage(first);
        next.removeAsset(ref(ALICE, 1));
        assertThat(next.contains(ref(ALICE, 1))).isFalse();
        WorldStateRoots second = next.persist(nodes::put);
        assertThat(states.at(first).contains(ref(ALICE, 1))).isTrue();
        assertThat(states.at(second).contains(ref(ALICE, 1))).isFalse();
        assertThat(second).isEqualTo(states.empty());
    }

    @Test
    void refusesToSpendWhatIsNotThere() {
        TrieStagedState staged = states.stage(states.empty());
        assertThatThrownBy(() -> staged.removeAsset(ref(ALICE, 1))).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void isReadableFromTheDataFolderAfterItIsClosed(@TempDir Path folder) {
        StoreIdentity identity = new StoreIdentity(4, 4, 1, 0, "genesis");
        WorldStateRoots roots;
        try (Store store = Store.open(folder, identity)) {
            TrieWorldStates stored = TrieWorldStates.of(store, CACHE);
            StoreBatch batch = new StoreBatch();
            StagedWorldState staged = stored.stage(stored.empty(batch));
            staged.addAsset(ref(ALICE, 1), output(ALICE, 1));
            roots = staged.persist(batch);
            store.write(batch);
        }
        try (Store store = Store.open(folder, identity)) {
            WorldState state = TrieWorldStates.of(store, CACHE).at(roots);
            assertThat(state.output(ref(ALICE, 1))).contains(output(ALICE, 1));
            assertThat(ByteReader.readAll(roots.encode(), WorldStateRoots::read))
                    .isEqualTo(roots);
        }
    }

    private static TxOutput.Asset output(LockupScript.Asset lockup, int number) {
        return TxOutput.Asset.of(U256.of(number + 1L), lockup);
    }

    private static TxOutputRef ref(LockupScript.Asset lockup, int number) {
        return TxOutputRef.of(hash(number), 0, output(lockup, number));
    }

    private static Hash hash(int number) {
        return Hash.blake2b(new byte[] {(byte) number});
    }
}
