package dev.flowbed.rill.index;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Val;
import java.util.List;

/**
 * An event of a contract, as it is kept.
 *
 * @param block the block it happened in
 * @param transaction the transaction it happened in
 * @param contract who reported it; creations and destructions are kept under ids of their own, one of each for every group
 * @param index its kind, as the contract numbers them; below zero for those of the virtual machine
 * @param fields what it says
 */
public record LoggedEvent(BlockHash block, Hash transaction, Hash contract, int index, List<Val> fields) {
    /** The kind of messages that contracts report for debugging. */
    public static final int DEBUG = -3;

    public LoggedEvent {
        fields = List.copyOf(fields);
    }
}
