package dev.flowbed.rill.call;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.LockupScript;
import java.util.ArrayList;
import java.util.List;

/**
 * An output that a call seems to spend: whose it is decides who calls (api/.../TestInputAsset.scala).
 *
 * @param alph atto ALPH
 */
public record InputAsset(LockupScript.Asset address, U256 alph, List<TokenAmount> tokens) {
    /** What the most gas costs at the least price, atto ALPH. */
    static final U256 GAS_FEE = Limits.MIN_GAS_PRICE.times(Limits.MAX_GAS_PER_TX);

    public InputAsset {
        tokens = List.copyOf(tokens);
    }

    /** The outputs, the first with the gas fee on top so that all of its amount can be approved. */
    static List<TxOutput.Asset> outputs(List<InputAsset> assets) {
        List<TxOutput.Asset> outputs = new ArrayList<>();
        for (InputAsset asset : assets) {
            U256 extra = outputs.isEmpty() ? GAS_FEE : U256.ZERO;
            U256 alph = asset.alph.tryPlus(extra).orElseThrow(() -> CallException.badRequest("ALPH amount overflow"));
            outputs.add(new TxOutput.Asset(alph, asset.address, 0, asset.tokens, Bytes.EMPTY));
        }
        return outputs;
    }
}
