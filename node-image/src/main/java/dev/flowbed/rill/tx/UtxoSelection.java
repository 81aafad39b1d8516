package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.rill.state.AssetUtxo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which outputs a transaction spends (flow/.../UtxoSelectionAlgo.scala): those that exist most firmly first, then the smallest, for
 * ALPH those without tokens first; when that does not come out, everything the other way round.
 */
final class UtxoSelection {
    /** Outputs to spend, and the gas that goes with them. */
    record Selected(List<AssetUtxo> utxos, int gas) {}

    /** What is chosen so far, what it is worth in ALPH, and what else there is, in order. */
    record Progress(U256 alph, List<AssetUtxo> chosen, List<AssetUtxo> rest) {}

    private static final Comparator<AssetUtxo> BY_ALPH = Comparator.comparing(AssetUtxo::origin)
            .thenComparing(utxo -> utxo.output().amount());

    private final boolean ascending;

    /** @param ascending whether what exists most firmly, and then the smallest, comes first */
    UtxoSelection(boolean ascending) {
        this.ascending = ascending;
    }

    /** Chooses outputs of a sender; fails with the official message when they do not suffice. */
    static Selected select(Sender sender, AmountNeeded needed, List<AssetUtxo> utxos, GasChoice gas) {
        try {
            return new UtxoSelection(true).trySelect(sender, needed, utxos, gas);
        } catch (TxBuildException e) {
            return new UtxoSelection(false).trySelect(sender, needed, utxos, gas);
        }
    }

    private Selected trySelect(Sender sender, AmountNeeded needed, List<AssetUtxo> utxos, GasChoice gas) {
        if (gas.amount().isPresent()) {
            int amount = gas.amount().getAsInt();
            Progress enough = withoutGas(needed.alph().plus(gas.fee(amount)), needed.tokens(), utxos);
            return new Selected(enough.chosen(), amount);
        }
        return addForGas(
                sender, needed.outputs(), withoutGas(needed.alph(), needed.tokens(), utxos), needed.alph(), gas);
    }

    /** Adds outputs, in the order of the rest, until the gas for all of them is covered too. */
    static Selected addForGas(Sender sender, int outputs, Progress progress, U256 alphNeeded, GasChoice price) {
        U256 sum = progress.alph();
        List<AssetUtxo> chosen = new ArrayList<>(progress.chosen());
        for (int more = 0; ; more++) {
            int gas = GasEstimate.of(sender, chosen.size(), outputs);
            if (sum.compareTo(alphNeeded.plus(price.fee(gas))) >= 0) {
                return new Selected(List.copyOf(chosen), gas);
            }
            TxBuildException.require(
                    more < progress.rest().size(), "Not enough balance for fee, maybe transfer a smaller amount");
            AssetUtxo next = progress.rest().get(more);
            chosen.add(next);
            sum = sum.plus(next.output().amount());
        }
    }

    /** Chooses outputs that have so much, gas aside. */
    Progress withoutGas(U256 alph, List<TokenAmount> tokens, List<AssetUtxo> utxos) {
        List<AssetUtxo> chosen = new ArrayList<>();
        List<AssetUtxo> rest = new ArrayList<>(utxos);
        for (TokenAmount token : tokens) {
            rest.sort(inOrder(byToken(token.tokenId())));
            U256 missing = minusOrZero(token.amount(), held(chosen, token.tokenId()));
            move(missing, rest, chosen, utxo -> amountOf(utxo, token.tokenId()).orElse(U256.ZERO));
        }
        List<AssetUtxo> sorted = new ArrayList<>();
        rest.stream()
                .filter(utxo -> utxo.output().tokens().isEmpty())
                .sorted(inOrder(BY_ALPH))
                .forEach(sorted::add);
        rest.stream()
                .filter(utxo -> !utxo.output().tokens().isEmpty())
                .sorted(inOrder(BY_ALPH))
                .forEach(sorted::add);
        move(
                minusOrZero(alph, alphOf(chosen)),
                sorted,
                chosen,
                utxo -> utxo.output().amount());
        return new Progress(alphOf(chosen), chosen, sorted);
    }

    private static void move(U256 amount, List<AssetUtxo> from, List<AssetUtxo> to, Function<AssetUtxo, U256> worth) {
        if (amount.isZero()) {
            return;
        }
        U256 sum = U256.ZERO;
        int count = 0;
        while (sum.compareTo(amount) < 0) {
            TxBuildException.require(count < from.size(), "Not enough balance: got " + sum + ", expected " + amount);
            sum = sum.plus(worth.apply(from.get(count)));
            count++;
        }
        List<AssetUtxo> taken = from.subList(0, count);
        to.addAll(taken);
        taken.clear();
    }

    private Comparator<AssetUtxo> inOrder(Comparator<AssetUtxo> order) {
        return ascending ? order : order.reversed();
    }

    private static Comparator<AssetUtxo> byToken(Hash token) {
        Comparator<AssetUtxo> holdersFirst =
                Comparator.comparing(utxo -> amountOf(utxo, token).isEmpty());
        Comparator<AssetUtxo> amongHolders = Comparator.comparing(AssetUtxo::origin)
                .thenComparing(utxo -> amountOf(utxo, token).orElse(U256.ZERO));
        return holdersFirst.thenComparing(amongHolders).thenComparing(BY_ALPH);
    }

    private static Optional<U256> amountOf(AssetUtxo utxo, Hash token) {
        return utxo.output().tokens().stream()
                .filter(amount -> amount.tokenId().equals(token))
                .map(TokenAmount::amount)
                .findFirst();
    }

    private static U256 held(List<AssetUtxo> utxos, Hash token) {
        U256 sum = U256.ZERO;
        for (AssetUtxo utxo : utxos) {
            sum = sum.plus(amountOf(utxo, token).orElse(U256.ZERO));
        }
        return sum;
    }

    private static U256 alphOf(List<AssetUtxo> utxos) {
        U256 sum = U256.ZERO;
        for (AssetUtxo utxo : utxos) {
            sum = sum.plus(utxo.output().amount());
        }
        return sum;
    }

    private static U256 minusOrZero(U256 amount, U256 less) {
        return amount.tryMinus(less).orElse(U256.ZERO);
    }

    /** From the least attractive to spend up, as sweeping takes them. */
    static List<AssetUtxo> sortedByAlph(List<AssetUtxo> utxos, boolean ascending) {
        return utxos.stream().sorted(ascending ? BY_ALPH : BY_ALPH.reversed()).toList();
    }
}
