package dev.flowbed.alephium.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WalletTest {
    private static final List<String> DEVNET_ADDRESSES = List.of(
            "1DrDyTr9RpRsQnDnXo2YRiPzPW4ooHX5LLoqXrqfMrpQH",
            "14UAjZ3qcmEVKdTo84Kwf4RprTQi86w2TefnnGFjov9xF",
            "15jjExDyS8q3Wqk9v29PCQ21jDqubDrD8WQdgn6VW2oi4",
            "17cBiTcWhung3WDLuc9ja5Y7BMus5Q7CD9wYBxS1r1P2R");

    @Test
    void derivesTheWellKnownDevnetAddressesOneAGroup() {
        Wallet wallet = Wallet.devnet();
        assertThat(IntStream.range(0, 4)
                        .mapToObj(group -> wallet.keyOfGroup(group, 4, 0).address()))
                .isEqualTo(DEVNET_ADDRESSES);
    }

    @Test
    void signsWhatVerifiesAndNothingElse() {
        PrivateKey key = Wallet.devnet().key(0);
        Hash message = Hash.blake2b(new byte[] {1, 2, 3});
        assertThat(Curve.SECP256K1.verify(message, key.sign(message), key.publicKey()))
                .isTrue();
        assertThat(Curve.SECP256K1.verify(Hash.ZERO, key.sign(message), key.publicKey()))
                .isFalse();
        assertThat(Curve.SECP256K1.verify(
                        message, key.sign(message), Wallet.devnet().key(1).publicKey()))
                .isFalse();
    }

    @Test
    void refusesAMnemonicOfAnOddNumberOfWords() {
        assertThatThrownBy(() -> Wallet.of("vault alarm sad", ""))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("found 3");
    }

    @Test
    void neverShowsAPrivateKeyInText() {
        PrivateKey key = Wallet.devnet().key(0);
        assertThat(key.toString()).doesNotContain(key.secretHex());
    }
}
