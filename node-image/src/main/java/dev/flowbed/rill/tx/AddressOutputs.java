package dev.flowbed.rill.tx;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.flow.GroupView;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.state.OutputOrigin;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the unspent outputs of addresses (flow/.../TxUtils.scala). Thread-safe. */
final class AddressOutputs {
    private static final int ATTEMPTS = 5;

    private final OutputViews views;
    private final int groups;
    private final InstantSource clock;

    AddressOutputs(OutputViews views, int groups, InstantSource clock) {
        this.views = views;
        this.groups = groups;
        this.clock = clock;
    }

    private GroupView view(int group, Optional<BlockHash> target) {
        return target.map(block -> views.withMempoolAt(group, block)).orElseGet(() -> views.withMempool(group));
    }

    /**
     * All outputs of an address, locked ones included.
     *
     * @throws TxBuildException when there are more than the limit and that is an error
     */
    List<AssetUtxo> all(LockupScript.Asset lockup, int limit, boolean includeMempool, boolean failBeyond) {
        int group = lockup.group(groups);
        GroupView view = includeMempool ? views.withMempool(group) : views.blocks(group);
        boolean tooMany =
                failBeyond && view.worldState().assets(lockup, limit + 1).size() > limit;
        TxBuildException.require(
                !tooMany,
                "Your address has too many UTXOs and exceeds the API limit. Please consolidate your UTXOs, or run your own"
                        + " full node with a higher API limit.");
        return view.assets(lockup, limit);
    }

    /** The outputs that an address can spend now, waiting transactions counted in. */
    List<AssetUtxo> usable(LockupScript.Asset lockup, Optional<BlockHash> target, int limit) {
        // a block that comes between looking at blocks and at waiting transactions would show spent outputs
        List<AssetUtxo> last = usableOnce(lockup, target, limit);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<AssetUtxo> again = usableOnce(lockup, target, limit);
            if (again.size() == last.size() && new HashSet<>(again).containsAll(last)) {
                return again;
            }
            last = again;
        }
        return last;
    }

    private List<AssetUtxo> usableOnce(LockupScript.Asset lockup, Optional<BlockHash> target, int limit) {
        long now = clock.millis();
        return view(lockup.group(groups), target).assets(lockup, limit).stream()
                .filter(utxo -> utxo.output().lockTime() <= now)
                .toList();
    }

    /** Outputs chosen by the user; empty when one is not there. */
    Optional<List<AssetUtxo>> chosen(int group, Optional<BlockHash> target, List<TxOutputRef> refs) {
        GroupView view = view(group, target);
        List<AssetUtxo> found =
                refs.stream().flatMap(ref -> find(view, ref).stream()).toList();
        return found.size() == refs.size() ? Optional.of(found) : Optional.empty();
    }

    /** Outputs chosen by the user, or else all that the address can spend now. */
    List<AssetUtxo> chosenOrUsable(
            LockupScript.Asset lockup, Optional<BlockHash> target, List<TxOutputRef> refs, int limit) {
        if (refs.isEmpty()) {
            return usable(lockup, target, limit);
        }
        requireSameGroup(refs, groups);
        GroupView view = view(lockup.group(groups), target);
        String missing = refs.stream()
                .filter(ref -> find(view, ref).isEmpty())
                .map(ref -> ref.key().hex())
                .collect(Collectors.joining(", "));
        TxBuildException.require(missing.isEmpty(), "Selected input UTXOs are not available: " + missing);
        return refs.stream().flatMap(ref -> find(view, ref).stream()).toList();
    }

    private static Optional<AssetUtxo> find(GroupView view, TxOutputRef ref) {
        return view.output(ref)
                .filter(TxOutput.Asset.class::isInstance)
                .map(output -> new AssetUtxo(ref, (TxOutput.Asset) output, origin(view, ref)));
    }

    private static OutputOrigin origin(GroupView view, TxOutputRef ref) {
        return view.worldState().contains(ref) ? OutputOrigin.PERSISTED : OutputOrigin.BLOCK;
    }

    static void requireSameGroup(List<TxOutputRef> refs, int groups) {
        boolean same =
                refs.stream().map(ref -> ref.hint().group(groups)).distinct().count() <= 1;
        TxBuildException.require(same, "Selected UTXOs are not from the same group");
    }
}
