package dev.flowbed.alephium.recording;

import dev.flowbed.alephium.model.ChainIndex;
import java.util.Optional;

/** What was compared, and the first difference if there was one. */
public record FormatsReport(
        int networkId,
        int groups,
        int chains,
        int blocks,
        int uncles,
        int transactions,
        int inputs,
        int outputs,
        int scripts,
        int addresses,
        long bytes,
        Optional<Difference> difference) {
    /**
     * Something that came out otherwise than recorded.
     *
     * @param where the chain, height and block, or another part of the recording
     * @param field what differs there
     * @param expected what was recorded
     * @param found what came out here
     */
    public record Difference(String where, String field, String expected, String found) {
        static Difference in(RecordedBlock block, String field, Object expected, Object found) {
            return new Difference(place(block), field, expected.toString(), found.toString());
        }

        private static String place(RecordedBlock block) {
            ChainIndex chain = block.chain();
            return "chain " + chain + ", height " + block.height() + ", block " + block.hash();
        }

        @Override
        public String toString() {
            return where + ": " + field + ": expected " + expected + ", found " + found;
        }
    }

    /** True when everything came out as recorded. */
    public boolean isSame() {
        return difference.isEmpty();
    }
}
