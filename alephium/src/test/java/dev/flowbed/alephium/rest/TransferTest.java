package dev.flowbed.alephium.rest;

import static dev.flowbed.alephium.rest.RestClient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.crypto.Curve;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.UnlockScript;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransferTest {
    private static final PrivateKey PAYER = Wallet.devnet().key(0);
    private static final LockupScript.Asset PAYEE = Wallet.devnet().key(1).lockupScript();
    private static final U256 AMOUNT = Alph.of(3);
    private static final Transfer TRANSFER = Transfer.of(4, PAYER, PAYEE, AMOUNT);

    private static UnsignedTransaction built(int networkId, U256 gasPrice, List<TxOutput.Asset> outputs) {
        TxOutputRef spent = new TxOutputRef(PAYER.lockupScript().hint(), Hash.ZERO);
        return new UnsignedTransaction(
                0,
                networkId,
                Optional.empty(),
                Limits.MIN_GAS,
                gasPrice,
                List.of(new TxInput(spent, new UnlockScript.P2pkh(PAYER.publicKey()))),
                outputs);
    }

    private static UnsignedTransaction honest() {
        return built(
                4,
                Limits.MIN_GAS_PRICE,
                List.of(TxOutput.Asset.of(AMOUNT, PAYEE), TxOutput.Asset.of(Alph.of(96), PAYER.lockupScript())));
    }

    @Test
    void signsWhatTheNodeBuiltAndHandsItIn() throws IOException {
        String hex = Bytes.wrap(honest().encode()).hex();
        try (FakeNode node = new FakeNode()) {
            node.answers("/transactions/build", 200, "{\"unsignedTx\":\"" + hex + "\"}")
                    .answers(
                            "/transactions/submit",
                            200,
                            "{\"txId\":\"" + honest().id() + "\",\"fromGroup\":0,\"toGroup\":3}");
            RestClient rest = new RestClient(Duration.ofSeconds(5), Duration.ofSeconds(5));
            CliqueClient clique = new CliqueClient(List.of(rest.node(node.address(), Optional.empty())), 4);
            Submitted submitted = await(TRANSFER.send(clique));
            assertThat(submitted.txId()).isEqualTo(honest().id());
            String body = node.asked().get(1).body();
            assertThat(body).contains(hex);
            Signature signature =
                    new Signature(Bytes.fromHex(body.replaceAll(".*\"signature\":\"([0-9a-f]+)\".*", "$1")));
            assertThat(Curve.SECP256K1.verify(honest().id(), signature, PAYER.publicKey()))
                    .isTrue();
        }
    }

    @Test
    void refusesToSignATransferToAnother() {
        LockupScript.Asset thief = Wallet.devnet().key(2).lockupScript();
        assertDishonest(built(4, Limits.MIN_GAS_PRICE, List.of(TxOutput.Asset.of(AMOUNT, thief))));
        assertDishonest(built(
                4,
                Limits.MIN_GAS_PRICE,
                List.of(TxOutput.Asset.of(AMOUNT, PAYEE), TxOutput.Asset.of(Alph.of(90), thief))));
    }

    @Test
    void refusesToSignAnotherAmountNetworkOrFee() {
        assertDishonest(built(4, Limits.MIN_GAS_PRICE, List.of(TxOutput.Asset.of(Alph.of(4), PAYEE))));
        assertDishonest(built(5, Limits.MIN_GAS_PRICE, List.of(TxOutput.Asset.of(AMOUNT, PAYEE))));
        assertDishonest(built(4, Alph.ONE, List.of(TxOutput.Asset.of(AMOUNT, PAYEE))));
    }

    private static void assertDishonest(UnsignedTransaction unsigned) {
        assertThatThrownBy(() -> TRANSFER.requireHonest(unsigned))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("the node built another transfer than asked for");
    }
}
