package dev.flowbed.alephium.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    /** Groups as an official node with that many groups gave them. */
    @ParameterizedTest
    @CsvSource({
        "1DrDyTr9RpRsQnDnXo2YRiPzPW4ooHX5LLoqXrqfMrpQH, 4, 0",
        "14UAjZ3qcmEVKdTo84Kwf4RprTQi86w2TefnnGFjov9xF, 4, 1",
        "15jjExDyS8q3Wqk9v29PCQ21jDqubDrD8WQdgn6VW2oi4, 4, 2",
        "17cBiTcWhung3WDLuc9ja5Y7BMus5Q7CD9wYBxS1r1P2R, 4, 3",
        "17cBiTcWhung3WDLuc9ja5Y7BMus5Q7CD9wYBxS1r1P2R, 3, 2",
        "1DrDyTr9RpRsQnDnXo2YRiPzPW4ooHX5LLoqXrqfMrpQH, 1, 0",
        "3cUsVjr6tKj65VDYcbJVNJRWXPEuFsWPvPg2CSxzALKkoYNXQVFGv:1, 3, 1",
        "3cUsVjr6tKj65VDYcbJVNJRWXPEuFsWPvPg2CSxzALKkoYNXQVFGv:2, 2, 0",
        "sV1fFh2FRVneczTi99zfPWJX7hqxcRz4WpnbgHPBkEpL, 3, 0"
    })
    void everyAddressHasItsGroup(String address, int groups, int group) {
        LockupScript.Asset script = Address.parseAsset(address);
        assertThat(script.group(groups)).isEqualTo(group);
        assertThat(script.hint().group(groups)).as("by its hint").isEqualTo(group);
        assertThat(script.hint().isAsset()).isTrue();
        assertThat(Address.format(script)).isEqualTo(address);
    }

    @Test
    void everyKindComesBackFromBytesAndText() {
        PrivateKey key = Wallet.devnet().key(0);
        PublicKey publicKey = PublicKey.secp256k1(key.publicKey());
        List<LockupScript> scripts = List.of(
                key.lockupScript(),
                LockupScript.P2mpkh.of(
                        List.of(key.publicKey(), Wallet.devnet().key(1).publicKey()), 2),
                new LockupScript.P2sh(key.lockupScript().keyHash()),
                new LockupScript.P2c(key.lockupScript().keyHash().withLastByte(3)),
                new LockupScript.P2pk(publicKey, 3),
                new LockupScript.P2pk(new PublicKey(PublicKey.Kind.ED25519, Bytes.wrap(new byte[32])), 0),
                LockupScript.P2hmpk.of(List.of(publicKey, publicKey), 1, 2));
        for (LockupScript script : scripts) {
            assertThat(ByteReader.readAll(script.encode(), LockupScript::read)).isEqualTo(script);
            assertThat(Address.parse(Address.format(script))).isEqualTo(script);
        }
        assertThat(scripts.get(3).group(4)).isEqualTo(3);
        assertThat(scripts.get(3).hint().isAsset()).isFalse();
    }

    @Test
    void aGrouplessAddressWithoutItsGroupGetsTheOneOfItsKey() {
        String bare = "3cUsVjr6tKj65VDYcbJVNJRWXPEuFsWPvPg2CSxzALKkoYNXQVFGv";
        LockupScript script = Address.parseAnyGroup(bare, 4);
        PublicKey key = ((LockupScript.P2pk) script).publicKey();
        assertThat(script.group(4)).isEqualTo(key.defaultGroup(4));
        assertThat(Address.formatWithoutGroup((LockupScript.Groupless) script)).isEqualTo(bare);
        assertThatThrownBy(() -> Address.parse(bare))
                .hasMessage("Expected a grouped address, but got a groupless one: " + bare);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0OIl",
                "1",
                "1DrDyTr9RpRsQnDnXo2YRiPzPW4ooHX5LLoqXrqfMrp",
                "1DrDyTr9RpRsQnDnXo2YRiPzPW4ooHX5LLoqXrqfMrpQH:0",
                "3cUsVjr6tKj65VDYcbJVNJRWXPEuFsWPvPg2CSxzALKkoYNXQVFGw:0",
                "3cUsVjr6tKj65VDYcbJVNJRWXPEuFsWPvPg2CSxzALKkoYNXQVFGv:x"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> Address.parse(text))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(text);
    }

    @Test
    void contractsAndAssetsAreNotTakenForOneAnother() {
        String contract = Address.format(
                new LockupScript.P2c(Wallet.devnet().key(0).lockupScript().keyHash()));
        assertThatThrownBy(() -> Address.parseAsset(contract)).hasMessageContaining("got a contract address");
        assertThatThrownBy(() -> Address.parseContract("1DrDyTr9RpRsQnDnXo2YRiPzPW4ooHX5LLoqXrqfMrpQH"))
                .hasMessageContaining("got an asset address");
    }

    @Test
    void multisigsOfImpossibleThresholdsAreRefused() {
        Bytes key = Wallet.devnet().key(0).publicKey();
        assertThatThrownBy(() -> LockupScript.P2mpkh.of(List.of(key), 2)).hasMessageContaining("m=2, n=1");
        assertThatThrownBy(() -> LockupScript.P2mpkh.of(List.of(key), 0)).hasMessageContaining("m=0, n=1");
    }
}
