package dev.flowbed.rill.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.rill.state.AssetUtxo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions and blocks on their way through two cliques of two brokers. */
class RelayTest {
    @TempDir
    Path folder;

    private TestNetwork network;
    private List<TestBroker> a;
    private List<TestBroker> b;

    @BeforeEach
    void open() {
        network = new TestNetwork(folder);
        List<HostPort> addressesA = TestNetwork.addresses(2);
        List<HostPort> addressesB = TestNetwork.addresses(2);
        a = network.clique("a", addressesA, addressesB);
        b = network.clique("b", addressesB, addressesA);
        a.forEach(TestBroker::start);
        b.forEach(TestBroker::start);
        await().until(() -> a.stream().allMatch(x -> x.network().isSynced())
                && b.stream().allMatch(x -> x.network().isSynced()));
    }

    @AfterEach
    void close() {
        network.close();
    }

    private TransactionTemplate transfer(int from, int to) {
        PrivateKey key = network.keyOf(from);
        AssetUtxo utxo = a.get(from % 2)
                .flow()
                .groupView(from)
                .assets(key.lockupScript(), 10)
                .get(0);
        U256 fee = U256.of(100_000_000_000L).times(20_000);
        TxOutput.Asset paid = new TxOutput.Asset(
                U256.of(1_000_000_000_000_000L), network.keyOf(to).lockupScript(), 0, List.of(), Bytes.EMPTY);
        TxOutput.Asset rest = new TxOutput.Asset(
                utxo.output().amount().minus(fee).minus(paid.amount()), key.lockupScript(), 0, List.of(), Bytes.EMPTY);
        UnsignedTransaction unsigned = new UnsignedTransaction(
                UnsignedTransaction.VERSION,
                network.rules().networkId(),
                Optional.empty(),
                20_000,
                U256.of(100_000_000_000L),
                List.of(new TxInput(utxo.ref(), new UnlockScript.P2pkh(key.publicKey()))),
                List.of(paid, rest));
        return new TransactionTemplate(unsigned, List.of(key.sign(unsigned.id())), List.<Signature>of());
    }

    @Test
    void aTransactionReachesTheBrokerOfItsGroupInTheOtherCliqueAndIsMinedThere() {
        TransactionTemplate transaction = transfer(0, 1);
        assertThat(a.get(0).intake().submit(transaction).isAccepted()).isTrue();
        await().until(() -> b.get(0).pools().get(transaction.id()).isPresent());
        // the broker of the group that is paid knows of it too
        await().until(() -> a.get(1).pools().get(transaction.id()).isPresent());
        assertThat(b.get(0).miner().mineOne(new ChainIndex(0, 1))).isEmpty();
        for (TestBroker broker : List.of(a.get(0), a.get(1), b.get(1))) {
            await().until(() -> broker.flow().tip(new ChainIndex(0, 1)).height() == 1);
            Block block = broker.flow()
                    .block(broker.flow().tip(new ChainIndex(0, 1)).hash())
                    .orElseThrow();
            assertThat(block.nonCoinbase()).extracting(Transaction::id).containsExactly(transaction.id());
        }
        assertThat(a.get(0).pools().get(transaction.id())).isEmpty();
    }

    @Test
    void aTransactionOfAnotherBrokersGroupIsHandedToThatBroker() {
        TransactionTemplate transaction = transfer(1, 2);
        boolean handed = a.get(0)
                .network()
                .passOn(transaction)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        assertThat(handed).isTrue();
        await().until(() -> a.get(1).pools().get(transaction.id()).isPresent());
        await().until(() -> b.get(1).pools().get(transaction.id()).isPresent());
    }

    @Test
    void blocksOfAllChainsReachEverybody() {
        for (ChainIndex chain : ChainIndex.all(TestNetwork.GROUPS)) {
            TestBroker miner = (chain.to() % 2 == 0 ? a : b).get(chain.from() % 2);
            assertThat(miner.miner().mineOne(chain)).isEmpty();
            List.of(a.get(0), a.get(1), b.get(0), b.get(1))
                    .forEach(x -> await().until(() -> x.flow().tip(chain).height() == 1));
        }
        assertThat(b.get(1).blocks()).isEqualTo(16);
    }
}
