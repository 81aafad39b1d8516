package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Sums of token amounts by token, in the order the tokens first come up (model/UnsignedTransaction.scala). */
final class TokenSums {
    private TokenSums() {}

    /** How a token is named in official messages. */
    static String name(Hash token) {
        return "TokenId(hex\"" + token.hex() + "\")";
    }

    static List<TokenAmount> of(List<TokenAmount> amounts) {
        return list(sums(amounts));
    }

    private static Map<Hash, U256> sums(List<TokenAmount> amounts) {
        Map<Hash, U256> sums = new LinkedHashMap<>();
        for (TokenAmount token : amounts) {
            U256 before = sums.getOrDefault(token.tokenId(), U256.ZERO);
            sums.put(
                    token.tokenId(),
                    before.tryPlus(token.amount())
                            .orElseThrow(() ->
                                    TxBuildException.failed("Amount overflow for token " + name(token.tokenId()))));
        }
        return sums;
    }

    private static List<TokenAmount> list(Map<Hash, U256> sums) {
        List<TokenAmount> list = new ArrayList<>(sums.size());
        sums.forEach((token, amount) -> list.add(new TokenAmount(token, amount)));
        return list;
    }

    /** What is left of some tokens after others are taken out; tokens of which nothing is left do not show. */
    static List<TokenAmount> remainder(List<TokenAmount> in, List<TokenAmount> out) {
        Map<Hash, U256> available = sums(in);
        Map<Hash, U256> taken = sums(out);
        Set<Hash> unknown = new LinkedHashSet<>(taken.keySet());
        unknown.removeAll(available.keySet());
        TxBuildException.require(
                unknown.isEmpty(),
                "New tokens found in outputs: "
                        + unknown.stream().map(TokenSums::name).collect(Collectors.joining(", ", "Set(", ")")));
        Map<Hash, U256> left = new LinkedHashMap<>();
        available.forEach((token, amount) -> {
            U256 rest = amount.tryMinus(taken.getOrDefault(token, U256.ZERO))
                    .orElseThrow(() -> TxBuildException.failed("Not enough balance for token " + name(token)));
            if (!rest.isZero()) {
                left.put(token, rest);
            }
        });
        return list(left);
    }
}
