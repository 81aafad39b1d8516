package dev.flowbed.rill.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.Hint;
import dev.flowbed.alephium.script.LockupScript;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Ids and messages were measured on the official node 4.6.0, on a devnet with the allocations below. */
class TxBuilderTest {
    private static final int GROUPS = 4;
    private static final String[] ADDRESSES = {
        "1DrDyTr9RpRsQnDnXo2YRiPzPW4ooHX5LLoqXrqfMrpQH",
        "14UAjZ3qcmEVKdTo84Kwf4RprTQi86w2TefnnGFjov9xF",
        "15jjExDyS8q3Wqk9v29PCQ21jDqubDrD8WQdgn6VW2oi4",
        "17cBiTcWhung3WDLuc9ja5Y7BMus5Q7CD9wYBxS1r1P2R"
    };
    private static final Hash TOKEN = Hash.blake2b(new byte[] {1});

    private final ListedOutputs unspent = new ListedOutputs();
    private final TxBuilder builder =
            new TxBuilder(TxBuildSettings.of(4, GROUPS), unspent, new NoScripts(), InstantSource.system());

    TxBuilderTest() {
        allocate(0, "9fa782e8b88d4f95e28b3b2417e5bc30d33a5ae8486d4a8885b82b224259c1e6");
        allocate(3, "5d892f71e43b262733eaa99188a14f017fe006188f76cc0cc6ff8a0eb1ebab47");
    }

    private void allocate(int group, String key) {
        give(address(group), key, Alph.of(1_000_000));
    }

    private TxOutputRef give(LockupScript.Asset lockup, String key, U256 amount) {
        Hint hint = lockup.hint();
        return unspent.add(new TxOutputRef(hint, Hash.fromHex(key)), TxOutput.Asset.of(amount, lockup));
    }

    private static LockupScript.Asset address(int group) {
        return Address.parseAsset(ADDRESSES[group]);
    }

    private static PrivateKey key(int group) {
        return Wallet.devnet().keyOfGroup(group, GROUPS, 0);
    }

    private static Sender sender(int group) {
        return Sender.ofKey(key(group).publicKey());
    }

    private static TransferRequest pay(int from, Destination... to) {
        return TransferRequest.of(sender(from), List.of(to));
    }

    @Test
    void buildsTheTransfersThatTheOfficialNodeBuilds() {
        assertThat(id(builder.transfer(pay(0, Destination.of(address(1), Alph.ONE)))))
                .isEqualTo("3bc965b60d4c9daf20a6c0ad0dfffd1ae1cf1ec95cc623222b95f2a5e73c6af8");
        assertThat(id(builder.transfer(pay(0, Destination.of(address(0), Alph.ONE)))))
                .isEqualTo("0b07c49cf68a32f2b98b7f8006b549682b1c5ebb162d754a0e3bc9692fe9962a");
        assertThat(id(builder.transfer(
                        pay(0, Destination.of(address(1), Alph.ONE), Destination.of(address(1), Alph.of(2))))))
                .isEqualTo("e7ceb941de02209eb7cc20509e7fb05637f5dd9d42cb5c04c49fe42fc30572fb");
        Destination locked =
                Destination.requested(address(1), Alph.ONE, List.of(), 1795238212805L, Bytes.fromHex("deadbeef"));
        assertThat(id(builder.transfer(pay(0, locked))))
                .isEqualTo("8130182af6957be0c9545398e7bfd9c696ad3f29232f8f415e938ad23846428b");
    }

    @Test
    void buildsTheSameTransactionsToManyGroups() {
        Destination[] all = new Destination[GROUPS];
        for (int group = 0; group < GROUPS; group++) {
            all[group] = Destination.of(address(group), Alph.of(group + 1));
        }
        assertThat(builder.transferToManyGroups(pay(3, all)))
                .extracting(TxBuilderTest::id)
                .containsExactly(
                        "cc648b1b29e9eda6f1fcce6947aafe8962bd18470698f6137ec4a146f80574ec",
                        "1749703cf48667a0a577712e7b45267a569f1bb89d73e7871fdd41d66f2c4d79",
                        "2fb7296f7015ddf5bf7c03164c76fdf7e17d70708cc6c25e6554ce9bacf06494",
                        "02221a01b96c59aedfddeed79e171d9598619e51a46b5cd5f71876c8adf23f0e");
    }

    @Test
    void buildsTheSameMultisigTransfer() {
        String multisig = "X48a5EME3x3VQYavYHsE2WWWBLTyW71CCrpoKJsTx7M2NNN9TAbviDnc1dXwXHZX7iXk6SPdqCH997P3eQfSBvcp3DY"
                + "JvvqG3dek23Zxnh7WfZXjtMAQkuCbr8NGFC3a8GzJ65";
        LockupScript.Asset lockup = Address.parseAsset(multisig);
        give(lockup, "385f7932d03bb32d7d9b9dcd4a95cef69228c7c0c9d26c66635651e1e8d8b203", Alph.of(100));
        Sender two = MultisigSenders.of(lockup, List.of(key(0).publicKey(), key(1).publicKey()));
        assertThat(id(builder.transfer(TransferRequest.of(two, List.of(Destination.of(address(1), Alph.ONE))))))
                .isEqualTo("dde124277fbc1218c8287ff3e9267941fd40375ac01c77d0fd9f60eac8bd7ba5");
        Bytes stranger = key(3).publicKey();
        refused(() -> MultisigSenders.of(lockup, List.of(stranger, stranger)), "Invalid public key: " + stranger.hex());
        refused(() -> MultisigSenders.of(lockup, List.of(stranger)), "Invalid public key number. Expected 2, got 1");
        refused(() -> MultisigSenders.of(address(0), List.of(stranger)), "Invalid lockup script");
    }

    @Test
    void buildsTheSameTransactionOfSeveralSenders() {
        give(address(2), "74b70adc1c07c2743b83b17601097515eb9193533db6d4fecd98dbfefd055a27", Alph.of(3));
        PayingAddress payer = new PayingAddress(
                sender(2), List.of(Destination.of(address(0), Alph.ONE)), OptionalInt.empty(), Optional.empty());
        assertThat(id(builder.multiAddresses(List.of(payer), Limits.MIN_GAS_PRICE, Optional.empty())))
                .isEqualTo("79d7a3a653c4ad579af2c551ccb346fb00c158b489cdf5e135bd5b89a8f754f1");
        refused(
                () -> builder.multiAddresses(List.of(payer, payer), Limits.MIN_GAS_PRICE, Optional.empty()),
                "Some addresses defined multiple time");
    }

    @Test
    void saysWhatTheOfficialNodeSays() {
        refusedTransfer(
                pay(0, Destination.of(address(1), Alph.of(5_000_000))),
                "Not enough balance: got 1000000000000000000000000, expected 5000000001000000000000000");
        refusedTransfer(
                pay(0, Destination.of(address(1), Alph.of(1_000_000))),
                "Not enough balance: got 1000000000000000000000000, expected 1000000001000000000000000");
        refusedTransfer(
                pay(0, Destination.of(address(1), U256.ONE)), "Tx output value is too small, avoid spreading dust");
        refusedTransfer(pay(0), "Zero transaction outputs");
        refusedTransfer(
                pay(0, Destination.of(address(1), Alph.ONE), Destination.of(address(2), Alph.ONE)),
                "Different groups for transaction outputs");
        List<TokenAmount> tokens = List.of(new TokenAmount(TOKEN, U256.of(5)));
        refusedTransfer(
                pay(0, Destination.requested(address(1), Alph.ONE, tokens, 0, Bytes.EMPTY)),
                "Not enough balance: got 0, expected 5");
        refusedGas(1, Limits.MIN_GAS_PRICE, "Provided gas GasBox(1) too small, minimal GasBox(20000)");
        refusedGas(5_000_001, Limits.MIN_GAS_PRICE, "Provided gas GasBox(5000001) too large, maximal GasBox(5000000)");
        refusedGas(20_000, U256.ONE, "Gas price GasPrice(1) too small, minimal GasPrice(1000000000)");
        refusedGas(
                20_000,
                Alph.ONE,
                "Gas fee exceeds the limit: maximum allowed is 1.0 ALPH, but got 20,000.0 ALPH."
                        + " Please lower the gas price or adjust the alephium.api.gas-fee-cap in your user.conf file.");
        refusedTransfer(chosen(), "Empty UTXOs");
        refusedTransfer(chosen(new TxOutputRef(address(0).hint(), Hash.ZERO)), "Can not find all selected UTXOs");
    }

    @Test
    void tellsWrongRequestsFromThoseThatFail() {
        assertThatThrownBy(() -> builder.transfer(pay(0)))
                .isInstanceOfSatisfying(
                        TxBuildException.class,
                        e -> assertThat(e.isBadRequest()).isFalse());
        GasChoice named = new GasChoice(OptionalInt.of(20_000), Limits.MIN_GAS_PRICE);
        TransferRequest request = new TransferRequest(
                sender(0), List.of(Destination.of(address(1), Alph.ONE)), named, Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> builder.transferToManyGroups(request))
                .isInstanceOfSatisfying(
                        TxBuildException.class,
                        e -> assertThat(e.isBadRequest()).isTrue());
    }

    @Test
    void buildsUponTransactionsBuiltBefore() {
        UnsignedTransaction first = builder.transfer(pay(0, Destination.of(address(1), Alph.of(999_000))));
        ExtraUtxos before = ExtraUtxos.NONE.after(first);
        UnsignedTransaction second = builder.transfer(pay(0, Destination.of(address(1), Alph.of(999))), before);
        assertThat(second.inputs())
                .extracting(input -> input.outputRef())
                .containsExactly(first.fixedOutputRefs().get(1));
        UnsignedTransaction third =
                builder.transfer(pay(1, Destination.of(address(2), Alph.of(999_000))), before.after(second));
        assertThat(third.inputs()).hasSize(2);
    }

    @Test
    void countsLockedAndTokensInBalances() {
        LockupScript.Asset rich = address(2);
        List<TokenAmount> tokens = List.of(new TokenAmount(TOKEN, U256.of(7)));
        long future = System.currentTimeMillis() + 1_000_000;
        give(rich, "01".repeat(32), Alph.of(3));
        unspent.add(
                new TxOutputRef(rich.hint(), Hash.fromHex("02".repeat(32))),
                new TxOutput.Asset(Limits.DUST, rich, future, tokens, Bytes.EMPTY));
        assertThat(builder.balance(rich, true))
                .isEqualTo(new Balance(Alph.of(3).plus(Limits.DUST), Limits.DUST, tokens, tokens, 2));
        assertThat(builder.utxos(rich, true)).hasSize(2);
        TxBuilder limited = new TxBuilder(
                new TxBuildSettings(4, GROUPS, 1, Alph.ONE), unspent, new NoScripts(), InstantSource.system());
        refused(
                () -> limited.balance(rich, true),
                "Your address has too many UTXOs and exceeds the API limit. Please consolidate your UTXOs, or run your own"
                        + " full node with a higher API limit.");
        assertThat(limited.utxos(rich, false)).hasSize(1);
    }

    private static TransferRequest chosen(TxOutputRef... refs) {
        return new TransferRequest(
                sender(0),
                List.of(Destination.of(address(1), Alph.ONE)),
                GasChoice.DEFAULT,
                Optional.of(List.of(refs)),
                Optional.empty());
    }

    private void refusedGas(int amount, U256 price, String message) {
        refusedTransfer(
                new TransferRequest(
                        sender(0),
                        List.of(Destination.of(address(1), Alph.ONE)),
                        new GasChoice(OptionalInt.of(amount), price),
                        Optional.empty(),
                        Optional.empty()),
                message);
    }

    private void refusedTransfer(TransferRequest request, String message) {
        refused(() -> builder.transfer(request), message);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(TxBuildException.class).hasMessage(message);
    }

    private static String id(UnsignedTransaction tx) {
        return tx.id().hex();
    }
}
