package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.LockupScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What addresses hold, in the order in which they came (vm/MutBalances.scala). Methods that may not fit say false. */
final class Balances {
    private final Map<LockupScript, Holding> holdings = new LinkedHashMap<>();

    /** What the inputs of a transaction have over its outputs; empty when it has not enough. */
    static Optional<Balances> of(List<TxOutput.Asset> inputs, List<TxOutput.Asset> outputs) {
        Balances balances = new Balances();
        for (TxOutput.Asset input : inputs) {
            if (!balances.add(input.lockupScript(), Holding.of(input))) {
                return Optional.empty();
            }
        }
        for (TxOutput.Asset output : outputs) {
            Holding held = balances.find(output.lockupScript());
            if (held == null || !held.take(Holding.of(output))) {
                return Optional.empty();
            }
        }
        return Optional.of(balances);
    }

    @Nullable
    Holding find(LockupScript owner) {
        return holdings.get(owner);
    }

    Map<LockupScript, Holding> all() {
        return holdings;
    }

    boolean isEmpty() {
        return holdings.isEmpty();
    }

    private Holding own(LockupScript owner) {
        return holdings.computeIfAbsent(owner, o -> Holding.empty());
    }

    boolean addAlph(LockupScript owner, U256 amount) {
        return own(owner).addAlph(amount);
    }

    boolean addToken(LockupScript owner, Hash token, U256 amount) {
        return own(owner).addToken(token, amount);
    }

    boolean takeAlph(LockupScript owner, U256 amount) {
        Holding held = find(owner);
        return held != null && held.takeAlph(amount);
    }

    boolean takeToken(LockupScript owner, Hash token, U256 amount) {
        Holding held = find(owner);
        return held != null && held.takeToken(token, amount);
    }

    /** Adds a holding; when it is the address's first one here, it is shared from now on. */
    boolean add(LockupScript owner, Holding more) {
        Holding held = holdings.putIfAbsent(owner, more);
        return held == null || held.add(more);
    }

    /** Takes all of this over to a call: each holding one call deeper. */
    Balances use() {
        Balances used = new Balances();
        holdings.forEach((owner, held) -> used.holdings.put(owner, held.deeper()));
        holdings.clear();
        return used;
    }

    @Nullable
    Holding useAll(LockupScript owner) {
        return holdings.remove(owner);
    }

    /** Takes what an address has but keeps its place. */
    @Nullable
    Holding useInPlace(LockupScript owner) {
        Holding held = find(owner);
        if (held != null) {
            holdings.put(owner, Holding.empty());
        }
        return held;
    }

    /** Takes all that all addresses have, in one; null when there is none. */
    @Nullable
    Holding useAll() {
        if (holdings.isEmpty()) {
            return null;
        }
        Holding all = Holding.empty();
        holdings.values().forEach(all::add);
        holdings.clear();
        return all;
    }

    /** Moves all of another's holdings here. */
    boolean merge(Balances other) {
        for (Map.Entry<LockupScript, Holding> entry : other.holdings.entrySet()) {
            if (!add(entry.getKey(), entry.getValue())) {
                return false;
            }
        }
        other.holdings.clear();
        return true;
    }

    /** The outputs that hold all this. */
    List<TxOutput> outputs() {
        List<TxOutput> outputs = new ArrayList<>();
        holdings.forEach((owner, held) -> outputs.addAll(held.outputs(owner, 0)));
        return outputs;
    }
}
