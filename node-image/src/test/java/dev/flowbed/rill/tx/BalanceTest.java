package dev.flowbed.rill.tx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.Hint;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.state.OutputOrigin;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BalanceTest {
    // as an official node listed them
    private static final List<Hash> LISTED = Stream.of(
                    "2bce80c0827ee3a74e2c85c59b05e9ce726d021212518dc4fbc862c4f3a2dc02",
                    "47c8740ee9e3eee008e991b62f2c599cfaa5a66cfafa5138fb134412a590ee02",
                    "948337359c26ef3d6403de60216a924de273abcab90dce9081aca3c7093b6f02")
            .map(Hash::fromHex)
            .toList();

    @Test
    void tokensAreListedInTheOfficialOrderWhateverOrderTheyLieIn() {
        for (List<Integer> order : List.of(List.of(0, 1, 2), List.of(2, 1, 0), List.of(0, 2, 1))) {
            List<AssetUtxo> utxos =
                    order.stream().map(i -> holding(LISTED.get(i))).toList();
            assertThat(Balance.of(utxos, 0).tokens())
                    .extracting(TokenAmount::tokenId)
                    .isEqualTo(LISTED);
        }
    }

    private static AssetUtxo holding(Hash token) {
        LockupScript.Asset owner = new LockupScript.P2pkh(Hash.ZERO);
        TxOutput.Asset output = new TxOutput.Asset(
                Alph.nano(1_000_000_000), owner, 0, List.of(new TokenAmount(token, U256.ONE)), Bytes.EMPTY);
        return new AssetUtxo(new TxOutputRef(new Hint(1), token), output, OutputOrigin.PERSISTED);
    }
}
