package dev.flowbed.alephium.model;

import dev.flowbed.alephium.hash.BlockHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the G * G chains: its blocks spend outputs of one group and send to another (or the same). */
public record ChainIndex(int from, int to) implements Comparable<ChainIndex> {
    /** The chain that a block hash belongs to: its last two bytes, modulo the number of chains (model/ChainIndex.scala). */
    public static ChainIndex of(BlockHash hash, int groups) {
        return ofFlat((hash.at(30) << 8 | hash.at(31)) % (groups * groups), groups);
    }

    /** The chain at a position in the order of all chains. */
    public static ChainIndex ofFlat(int index, int groups) {
        return new ChainIndex(index / groups, index % groups);
    }

    /** All chains, in order. */
    public static List<ChainIndex> all(int groups) {
        List<ChainIndex> all = new ArrayList<>(groups * groups);
        for (int index = 0; index < groups * groups; index++) {
            all.add(ofFlat(index, groups));
        }
        return List.copyOf(all);
    }

    /** The position in the order of all chains. */
    public int flat(int groups) {
        return from * groups + to;
    }

    public boolean isIntraGroup() {
        return from == to;
    }

    /** True when the chain starts or ends in the group. */
    public boolean relatesTo(int group) {
        return from == group || to == group;
    }

    /** True when both groups are below the number of groups. */
    public boolean isWithin(int groups) {
        return from >= 0 && from < groups && to >= 0 && to < groups;
    }

    @Override
    public int compareTo(ChainIndex that) {
        return from != that.from ? Integer.compare(from, that.from) : Integer.compare(to, that.to);
    }

    // by hand: a record makes its own at their first call, which a start pays for in tens of milliseconds
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChainIndex that && from == that.from && to == that.to;
    }

    @Override
    public int hashCode() {
        return 31 * from + to;
    }

    @Override
    public String toString() {
        return from + "->" + to;
    }
}
