package dev.flowbed.rill.replay;

import java.util.Optional;

/**
 * What was replayed, and the first difference if there was one.
 *
 * @param blocks blocks that were accepted, uncles among them
 * @param uncles blocks that are not on the main chain of their chain
 * @param transactions in the accepted blocks, coinbases among them
 * @param stateHashes dependency state hashes that came out as the headers have them
 * @param heights heights of all chains at which the same blocks stand, the same one first
 * @param balances addresses that own the same amount in the same number of outputs
 * @param seconds that adding the blocks took
 */
public record ReplayReport(
        int networkId,
        int groups,
        int blocks,
        int uncles,
        int transactions,
        int stateHashes,
        int heights,
        int balances,
        double seconds,
        Optional<Difference> difference) {
    /**
     * Something that came out otherwise than recorded.
     *
     * @param where the block, chain or address
     * @param expected what was recorded
     * @param found what came out here
     */
    public record Difference(String where, String expected, String found) {
        @Override
        public String toString() {
            return where + ": expected " + expected + ", found " + found;
        }
    }

    /** True when everything came out as recorded. */
    public boolean isSame() {
        return difference.isEmpty();
    }
}
