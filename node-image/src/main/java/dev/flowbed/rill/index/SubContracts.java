package dev.flowbed.rill.index;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.hash.Hash256;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreBatch;
import dev.flowbed.rill.store.Table;
import dev.flowbed.rill.vm.EmittedEvent;
import dev.flowbed.rill.vm.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which contract belongs to which. Like events, the sub-contracts that one block creates make one page of their parent
 * (vm/subcontractindex/MutableSubContractIndex.scala); they stay when they are destroyed, or their block leaves the chain.
 */
public final class SubContracts {
    private final Store store;

    SubContracts(Store store) {
        this.store = store;
    }

    /** Some pages of a contract's sub-contracts, and the number of the page after them. */
    public record Pages(List<Hash> contracts, int next) {}

    /** Stages the creations among what a block's scripts reported. */
    void stage(StoreBatch batch, List<EmittedEvent> events) {
        Map<Hash, List<Hash>> pages = new LinkedHashMap<>();
        for (EmittedEvent emitted : events) {
            Event event = emitted.event();
            if (event.isCreation() && event.fields().get(2) instanceof Val.AddressVal parent) {
                Hash created = contract(event.fields().get(1));
                batch.put(Table.PARENT, created.toArray(), contract(parent).toArray());
                pages.computeIfAbsent(contract(parent), p -> new ArrayList<>()).add(created);
            }
        }
        pages.forEach((parent, created) -> {
            int number = count(parent).orElse(0);
            batch.put(
                    Table.SUB_CONTRACT,
                    key(parent, number),
                    new ByteWriter().vector(created).toByteArray());
            batch.put(
                    Table.SUB_CONTRACT_COUNT,
                    parent.toArray(),
                    new ByteWriter(4).int32(number + 1).toByteArray());
        });
    }

    private static Hash contract(Val address) {
        if (address instanceof Val.AddressVal value && value.value() instanceof LockupScript.P2c contract) {
            return contract.contractId();
        }
        throw new IllegalStateException("the virtual machine reported a creation of " + address);
    }

    /** The contract that another belongs to. */
    public Optional<Hash> parent(Hash contract) {
        return Optional.ofNullable(store.get(Table.PARENT, contract.toArray())).map(Hash::of);
    }

    /** How many pages a contract has; empty when it has no sub-contracts. */
    public OptionalInt count(Hash parent) {
        byte[] bytes = store.get(Table.SUB_CONTRACT_COUNT, parent.toArray());
        return bytes == null ? OptionalInt.empty() : OptionalInt.of(new ByteReader(bytes).int32());
    }

    /** The pages of a contract from {@code start} up to, not including, {@code end}, as far as they are there. */
    public Pages pages(Hash parent, int start, int end) {
        List<Hash> contracts = new ArrayList<>();
        int number = start;
        byte[] page = store.get(Table.SUB_CONTRACT, key(parent, number));
        while (page != null) {
            contracts.addAll(new ByteReader(page).vector(Hash::read));
            number++;
            page = number < end ? store.get(Table.SUB_CONTRACT, key(parent, number)) : null;
        }
        return new Pages(contracts, number);
    }

    private static byte[] key(Hash parent, int page) {
        return new ByteWriter(Hash256.LENGTH + 4)
                .raw(parent.toArray())
                .int32(page)
                .toByteArray();
    }
}
