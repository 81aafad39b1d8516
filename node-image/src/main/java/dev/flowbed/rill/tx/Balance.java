package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.vm.OfficialOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an address has.
 *
 * @param alph atto ALPH, locked included
 * @param lockedAlph atto ALPH that cannot be spent yet
 * @param tokens all tokens, locked included
 * @param lockedTokens tokens that cannot be spent yet
 * @param utxos how many unspent outputs there are
 */
public record Balance(U256 alph, U256 lockedAlph, List<TokenAmount> tokens, List<TokenAmount> lockedTokens, int utxos) {
    static Balance of(List<AssetUtxo> utxos, long now) {
        List<AssetUtxo> locked =
                utxos.stream().filter(utxo -> utxo.output().lockTime() > now).toList();
        return new Balance(
                AlphSums.of(utxos),
                AlphSums.of(locked),
                inOfficialOrder(TokenSums.of(AlphSums.tokensOf(utxos))),
                inOfficialOrder(TokenSums.of(AlphSums.tokensOf(locked))),
                utxos.size());
    }

    /** As the official node lists them (flow/core/TxUtils.scala, TokenBalances). */
    private static List<TokenAmount> inOfficialOrder(List<TokenAmount> tokens) {
        if (tokens.size() < 2) {
            return tokens;
        }
        OfficialOrder<Hash, TokenAmount> order = new OfficialOrder<>(OfficialOrder::hashCodeOf);
        tokens.forEach(token -> order.put(token.tokenId(), token));
        return order.list().stream().map(Map.Entry::getValue).toList();
    }

    /** The tokens that can be spent now. */
    public List<TokenAmount> freeTokens() {
        return TokenSums.remainder(tokens, lockedTokens);
    }

    /** The balance of both together. */
    Balance plus(Balance that) {
        return new Balance(
                AlphSums.total(List.of(alph, that.alph)),
                AlphSums.total(List.of(lockedAlph, that.lockedAlph)),
                sum(tokens, that.tokens),
                sum(lockedTokens, that.lockedTokens),
                utxos + that.utxos);
    }

    private static List<TokenAmount> sum(List<TokenAmount> some, List<TokenAmount> more) {
        List<TokenAmount> all = new ArrayList<>(some);
        all.addAll(more);
        return TokenSums.of(all);
    }
}
