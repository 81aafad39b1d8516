package dev.flowbed.rill.tx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import dev.flowbed.rill.validation.TxValidator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever is built, from whatever outputs, passes the rules once it is signed, and pays what was asked for. */
class BuiltTxsAreValidTest {
    private static final int GROUPS = 4;
    private static final int ROUNDS = 60;
    private static final List<PrivateKey> KEYS = IntStream.range(0, GROUPS)
            .mapToObj(group -> Wallet.devnet().keyOfGroup(group, GROUPS, 0))
            .toList();
    private static final List<Hash> TOKENS = List.of(Hash.blake2b(new byte[] {1}), Hash.blake2b(new byte[] {2}));

    private final Random random = new Random(5);
    private final TxValidator validator = new TxValidator(4, GROUPS);
    private ListedOutputs unspent = new ListedOutputs();
    private int number;
    private int built;

    private TxBuilder fresh() {
        unspent = new ListedOutputs();
        return new TxBuilder(TxBuildSettings.of(4, GROUPS), unspent, new NoScripts(), InstantSource.system());
    }

    private void give(LockupScript.Asset lockup, int most) {
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            give(lockup, Alph.nano(1_000_000L + random.nextInt(2_000_000_000)), List.of());
            if (random.nextInt(3) == 0) {
                Hash token = TOKENS.get(random.nextInt(TOKENS.size()));
                give(lockup, Limits.DUST, List.of(new TokenAmount(token, U256.of(1 + random.nextInt(100)))));
            }
        }
    }

    private void give(LockupScript.Asset lockup, U256 amount, List<TokenAmount> tokens) {
        Hash key = Hash.blake2b(new byte[] {(byte) number, (byte) (number++ >> 8)});
        unspent.add(new TxOutputRef(lockup.hint(), key), new TxOutput.Asset(amount, lockup, 0, tokens, Bytes.EMPTY));
    }

    private Destination payment(LockupScript.Asset to) {
        List<TokenAmount> tokens = random.nextInt(3) > 0
                ? List.of()
                : List.of(new TokenAmount(TOKENS.get(random.nextInt(TOKENS.size())), U256.of(1 + random.nextInt(60))));
        U256 amount = Alph.nano(1_000_000L + random.nextInt(1_500_000_000));
        return Destination.requested(to, amount, tokens, 0, Bytes.EMPTY);
    }

    private void accept(UnsignedTransaction tx, PrivateKey... signers) {
        List<Signature> signatures = new ArrayList<>();
        for (PrivateKey signer : signers) {
            signatures.add(signer.sign(tx.id()));
        }
        TransactionTemplate signed = new TransactionTemplate(tx, signatures, List.of());
        assertThat(validator.check(signed, unspent::output, System.currentTimeMillis()))
                .isEmpty();
        unspent.apply(signed);
        built++;
    }

    private U256 alphOf(LockupScript.Asset lockup) {
        return AlphSums.of(unspent.assets(lockup, Integer.MAX_VALUE));
    }

    @Test
    void transfers() {
        for (int round = 0; round < ROUNDS; round++) {
            TxBuilder builder = fresh();
            give(KEYS.get(0).lockupScript(), 12);
            Destination to = payment(KEYS.get(random.nextInt(2) * 2 + 1).lockupScript());
            try {
                accept(builder.transfer(request(0, List.of(to))), KEYS.get(0));
                assertThat(alphOf(to.lockup())).isEqualTo(to.amount());
            } catch (TxBuildException e) {
                assertThat(e).hasMessageStartingWith("Not enough");
            }
        }
        assertThat(built).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void transfersToManyGroups() {
        for (int round = 0; round < ROUNDS; round++) {
            TxBuilder builder = fresh();
            give(KEYS.get(0).lockupScript(), 40);
            List<Destination> to = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                to.add(payment(KEYS.get(1 + random.nextInt(3)).lockupScript()));
            }
            try {
                builder.transferToManyGroups(request(0, to)).forEach(tx -> accept(tx, KEYS.get(0)));
                U256 received = AlphSums.total(List.of(
                        alphOf(KEYS.get(1).lockupScript()),
                        alphOf(KEYS.get(2).lockupScript()),
                        alphOf(KEYS.get(3).lockupScript())));
                assertThat(received.compareTo(AlphSums.total(
                                to.stream().map(Destination::amount).toList())))
                        .isNotNegative();
            } catch (TxBuildException e) {
                assertThat(e.getMessage()).matches("(Not enough|New tokens).*");
            }
        }
        assertThat(built).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void sweepsOfManyOutputs() {
        TxBuilder builder = fresh();
        LockupScript.Asset from = KEYS.get(0).lockupScript();
        LockupScript.Asset to = KEYS.get(1).lockupScript();
        for (int i = 0; i < 20; i++) {
            give(from, 60);
        }
        builder.sweep(SweepRequest.of(Sender.ofKey(KEYS.get(0).publicKey()), to))
                .forEach(tx -> accept(tx, KEYS.get(0)));
        assertThat(unspent.assets(from, 10)).isEmpty();
        assertThat(built).isGreaterThan(2);
        int before = built;
        builder.sweep(SweepRequest.of(Sender.ofKey(KEYS.get(1).publicKey()), to))
                .forEach(tx -> accept(tx, KEYS.get(1)));
        assertThat(built).as("consolidation").isEqualTo(before + 2);
    }

    @Test
    void severalSenders() {
        for (int round = 0; round < ROUNDS; round++) {
            TxBuilder builder = fresh();
            PrivateKey other = Wallet.devnet().keyOfGroup(0, GROUPS, 10);
            give(KEYS.get(0).lockupScript(), 8);
            give(other.lockupScript(), 8);
            Destination to = payment(KEYS.get(1).lockupScript());
            List<PayingAddress> payers = new ArrayList<>();
            for (PrivateKey key : List.of(KEYS.get(0), other)) {
                payers.add(new PayingAddress(
                        Sender.ofKey(key.publicKey()), List.of(to), OptionalInt.empty(), Optional.empty()));
            }
            try {
                UnsignedTransaction tx = builder.multiAddresses(payers, Limits.MIN_GAS_PRICE, Optional.empty());
                accept(tx, KEYS.get(0), other);
                assertThat(alphOf(to.lockup())).isEqualTo(to.amount().times(2));
            } catch (TxBuildException e) {
                assertThat(e).hasMessageStartingWith("Not enough");
            }
        }
        assertThat(built).isGreaterThan(ROUNDS / 4);
    }

    @Test
    void grouplessTransfersOutOfSeveralGroups() {
        PublicKey key = PublicKey.secp256k1(KEYS.get(0).publicKey());
        int funded = 0;
        for (int round = 0; round < ROUNDS; round++) {
            TxBuilder builder = fresh();
            for (int group = 0; group < GROUPS; group++) {
                give(new LockupScript.P2pk(key, group), 2);
            }
            Destination to = payment(KEYS.get(1).lockupScript());
            Destination more = Destination.requested(to.lockup(), to.amount().times(3), to.tokens(), 0, Bytes.EMPTY);
            try {
                List<UnsignedTransaction> txs =
                        builder.grouplessTransfer(TransferRequest.of(Sender.groupless(key, 0), List.of(more)));
                txs.forEach(tx -> accept(tx, KEYS.get(0)));
                funded += txs.size() > 1 ? 1 : 0;
                assertThat(alphOf(more.lockup())).isEqualTo(more.amount());
            } catch (TxBuildException e) {
                assertThat(e).hasMessageStartingWith("Not enough balance: ");
            }
        }
        assertThat(funded).isPositive();
    }

    @Test
    void grouplessSweepsAndBalances() {
        PublicKey key = PublicKey.secp256k1(KEYS.get(0).publicKey());
        TxBuilder builder = fresh();
        for (int group = 0; group < GROUPS; group++) {
            give(new LockupScript.P2pk(key, group), Alph.of(group + 1), List.of());
        }
        assertThat(builder.grouplessBalance(new LockupScript.P2pk(key, 0), true).alph())
                .isEqualTo(Alph.of(10));
        LockupScript.Asset to = KEYS.get(1).lockupScript();
        List<UnsignedTransaction> txs = builder.grouplessSweep(SweepRequest.of(Sender.groupless(key, 0), to));
        assertThat(txs).hasSize(GROUPS);
        txs.forEach(tx -> accept(tx, KEYS.get(0)));
        U256 fees = Limits.MIN_GAS_PRICE.times(Limits.MIN_GAS).times(GROUPS);
        assertThat(alphOf(to)).isEqualTo(Alph.of(10).minus(fees));
    }

    private static TransferRequest request(int from, List<Destination> to) {
        return TransferRequest.of(Sender.ofKey(KEYS.get(from).publicKey()), to);
    }
}
