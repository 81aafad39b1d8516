package dev.flowbed.rill.state;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.vm.ContractCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Contract code and immutable states by their hashes: what is new over what is stored. Code that is asked for twice is the same
 * object, since what was found in it before decides on gas. Not thread-safe.
 */
final class ContractRecords {
    private final TrieNodes.Source below;
    private final @Nullable ContractRecords parent;
    private final Map<Hash, ContractCode> code = new HashMap<>();
    private final Map<Hash, byte[]> fresh = new HashMap<>();

    /** @param stored records by hash, null for none */
    ContractRecords(TrieNodes.Source stored) {
        this.below = stored;
        this.parent = null;
    }

    private ContractRecords(ContractRecords parent) {
        this.below = parent::find;
        this.parent = parent;
    }

    /** Records on top of these. */
    ContractRecords fork() {
        return new ContractRecords(this);
    }

    private byte @Nullable [] find(Hash hash) {
        byte @Nullable [] bytes = fresh.get(hash);
        return bytes == null ? below.load(hash) : bytes;
    }

    ContractCode code(Hash hash) {
        ContractCode known = code.get(hash);
        if (known == null) {
            known = parent == null ? ByteReader.readAll(load(hash), ContractCode::read) : parent.code(hash);
            code.put(hash, known);
        }
        return known;
    }

    /** The code of a hash; empty when there is none, or the hash is that of an immutable state. */
    Optional<ContractCode> findCode(Hash hash) {
        byte @Nullable [] bytes = find(hash);
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ByteReader.readAll(bytes, ContractCode::read))
                    .filter(found -> found.hash().equals(hash));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    ImmutableContractState immutable(Hash hash) {
        return ByteReader.readAll(load(hash), ImmutableContractState::read);
    }

    private byte[] load(Hash hash) {
        byte @Nullable [] bytes = find(hash);
        if (bytes == null) {
            throw new IllegalStateException(
                    "the world state has no contract record " + hash.hex() + ": the data folder is damaged");
        }
        return bytes;
    }

    void add(ContractState state) {
        fresh.put(state.code().hash(), state.code().encode());
        code.put(state.code().hash(), state.code());
        ImmutableContractState immutable = state.immutable();
        fresh.put(immutable.hash(), immutable.encode());
    }

    void adopt(ContractRecords fork) {
        fresh.putAll(fork.fresh);
        code.putAll(fork.code);
    }

    /** Hands all that is new to a sink. */
    void persist(BiConsumer<Hash, byte[]> sink) {
        fresh.forEach(sink);
    }
}
