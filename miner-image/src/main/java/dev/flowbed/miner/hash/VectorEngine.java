package dev.flowbed.miner.hash;

import static jdk.incubator.vector.VectorOperators.ROR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Hashes as many nonces at once as an int vector of this CPU has lanes: lane by lane the same Blake3 (the BLAKE3 paper,
 * sections 2.2 and 2.4), only the counter differs. Allocates once, never in a search. Needs the module {@code
 * jdk.incubator.vector}.
 */
public final class VectorEngine implements HashEngine {
    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private static final int USUAL_TRIES = 16_384;
    /** A Blake3 chunk, which the headers of up to 14 groups fit in. */
    private static final int MOST_BLOCKS = 16;

    private static final int ROUNDS = 7;
    private static final int WORDS = 16;
    private static final int SCHEDULE = ROUNDS * WORDS;
    private static final int BLOCK_BYTES = 4 * WORDS;

    private static final int CHUNK_START = 1;
    private static final int CHUNK_END = 2;
    private static final int ROOT = 8;

    private static final int IV0 = 0x6a09e667;
    private static final int IV1 = 0xbb67ae85;
    private static final int IV2 = 0x3c6ef372;
    private static final int IV3 = 0xa54ff53a;
    private static final int[] IV = {IV0, IV1, IV2, IV3, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    private static final int[] PERMUTATION = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};

    /** Where the counter's two words stand in the header: bytes 16 to 23. */
    private static final int HIGH_WORD = 4;

    private static final int LOW_WORD = 5;

    /** For each place of a schedule the word of the block that is mixed in there: seven rounds of sixteen. */
    private final int[] order = new int[SCHEDULE];

    /** For each word of a block its places in a schedule, one a round, in vectors. */
    private final int[][] places = new int[WORDS][ROUNDS];

    private final int[] state = new int[8 * LANES];
    private final int[] initial = new int[8 * LANES];
    private final int[] counters = new int[LANES];

    /** The first block's schedule, a vector a place, since the counter in it differs by lane. */
    private final int[] first = new int[SCHEDULE * LANES];

    /** The schedules of the other blocks, which are the same in all lanes. */
    private final int[] others = new int[(MOST_BLOCKS - 1) * SCHEDULE];

    /** The second hash's schedule: its input are the vectors of the first hash. */
    private final int[] second = new int[SCHEDULE * LANES];

    private final byte[] header = new byte[MOST_BLOCKS * BLOCK_BYTES];
    private final ByteBuffer words = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] hash = new byte[Work.HASH_LENGTH];
    private final ByteBuffer hashWords = ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN);

    /** Makes an engine for one thread. */
    public VectorEngine() {
        for (int i = 0; i < WORDS; i++) {
            order[i] = i;
        }
        for (int i = WORDS; i < SCHEDULE; i++) {
            order[i] = order[i - i % WORDS - WORDS + PERMUTATION[i % WORDS]];
        }
        for (int i = 0; i < SCHEDULE; i++) {
            places[order[i]][i / WORDS] = i * LANES;
        }
        for (int i = 0; i < IV.length; i++) {
            Arrays.fill(initial, i * LANES, (i + 1) * LANES, IV[i]);
        }
    }

    /** How many nonces this CPU hashes at once. */
    public static int lanes() {
        return LANES;
    }

    @Override
    public String name() {
        return "vector-" + LANES;
    }

    @Override
    public int usualTries() {
        return USUAL_TRIES;
    }

    /** Whether the header of a work fits this engine: more than one Blake3 block, and no more than a chunk. */
    static boolean takes(Work work) {
        int length = length(work);
        return length > BLOCK_BYTES && length <= MOST_BLOCKS * BLOCK_BYTES;
    }

    private static int length(Work work) {
        return Work.NONCE_LENGTH + work.headerBlob().length;
    }

    /** {@inheritDoc} {@link IllegalArgumentException} for a header of one Blake3 block, or of more than a chunk. */
    @Override
    public long search(Work work, byte[] prefix, long start, int tries) {
        if (!takes(work)) {
            throw new IllegalArgumentException("a header of " + length(work) + " bytes");
        }
        int length = length(work);
        int blocks = (length + BLOCK_BYTES - 1) / BLOCK_BYTES;
        load(work, prefix, blocks);
        int zeros = zeroMask(work.target());
        boolean indexed = Integer.bitCount(work.chains()) == 1 && work.chains() <= 256;
        int indexMask = indexed ? (work.chains() - 1) << 24 : 0;
        int index = indexed ? work.chainIndex() << 24 : 0;
        long end = start + tries;
        for (long counter = start; counter < end; counter += LANES) {
            count(counter);
            hash(blocks, length - (blocks - 1) * BLOCK_BYTES);
            if (mayBeSolved(zeros, indexMask, index)) {
                int lanes = (int) Math.min(LANES, end - counter);
                for (int lane = 0; lane < lanes; lane++) {
                    if (isSolved(work, lane)) {
                        return counter + lane;
                    }
                }
            }
        }
        return NOT_FOUND;
    }

    /** Lays out what all lanes share. */
    private void load(Work work, byte[] prefix, int blocks) {
        byte[] blob = work.headerBlob();
        System.arraycopy(prefix, 0, header, 0, Work.PREFIX_LENGTH);
        System.arraycopy(blob, 0, header, Work.NONCE_LENGTH, blob.length);
        Arrays.fill(header, Work.NONCE_LENGTH + blob.length, blocks * BLOCK_BYTES, (byte) 0);
        for (int i = 0; i < SCHEDULE; i++) {
            Arrays.fill(first, i * LANES, (i + 1) * LANES, words.getInt(4 * order[i]));
        }
        for (int block = 1; block < blocks; block++) {
            int at = (block - 1) * SCHEDULE;
            for (int i = 0; i < SCHEDULE; i++) {
                others[at + i] = words.getInt(BLOCK_BYTES * block + 4 * order[i]);
            }
        }
    }

    /** Puts the next counters into the lanes. */
    private void count(long counter) {
        for (int lane = 0; lane < LANES; lane++) {
            counters[lane] = Integer.reverseBytes((int) (counter + lane));
        }
        place(first, LOW_WORD, counters, 0);
        for (int lane = 0; lane < LANES; lane++) {
            counters[lane] = Integer.reverseBytes((int) (counter + lane >>> Integer.SIZE));
        }
        place(first, HIGH_WORD, counters, 0);
    }

    /** Puts the vector of a word into every round of a schedule. */
    private void place(int[] schedule, int word, int[] from, int at) {
        IntVector value = IntVector.fromArray(SPECIES, from, at);
        for (int place : places[word]) {
            value.intoArray(schedule, place);
        }
    }

    private void hash(int blocks, int lastBytes) {
        System.arraycopy(initial, 0, state, 0, state.length);
        mixVectors(state, first, BLOCK_BYTES, CHUNK_START);
        for (int block = 1; block < blocks - 1; block++) {
            mixScalars(state, others, (block - 1) * SCHEDULE, BLOCK_BYTES, 0);
        }
        mixScalars(state, others, (blocks - 2) * SCHEDULE, lastBytes, CHUNK_END | ROOT);
        for (int word = 0; word < 8; word++) {
            place(second, word, state, word * LANES);
        }
        System.arraycopy(initial, 0, state, 0, state.length);
        mixVectors(state, second, Work.HASH_LENGTH, CHUNK_START | CHUNK_END | ROOT);
    }

    /** Which bits of the first word of a hash are zero under a target, for sure. */
    private static int zeroMask(byte[] target) {
        int head = ByteBuffer.wrap(target).getInt();
        int zeros = Integer.numberOfLeadingZeros(head);
        return Integer.reverseBytes(zeros == 0 ? 0 : -1 << Integer.SIZE - zeros);
    }

    private boolean mayBeSolved(int zeros, int indexMask, int index) {
        IntVector head = IntVector.fromArray(SPECIES, state, 0).and(zeros);
        IntVector tail =
                IntVector.fromArray(SPECIES, state, 7 * LANES).and(indexMask).lanewise(XOR, index);
        return head.or(tail).compare(VectorOperators.EQ, 0).anyTrue();
    }

    private boolean isSolved(Work work, int lane) {
        for (int word = 0; word < 8; word++) {
            hashWords.putInt(4 * word, state[word * LANES + lane]);
        }
        return work.isSolvedBy(hash);
    }

    /** One compression of all lanes; the block's words differ by lane. They are added first: nothing has to wait for them. */
    private static void mixVectors(int[] cv, int[] schedule, int length, int flags) {
        IntVector v0 = IntVector.fromArray(SPECIES, cv, 0 * LANES);
        IntVector v1 = IntVector.fromArray(SPECIES, cv, 1 * LANES);
        IntVector v2 = IntVector.fromArray(SPECIES, cv, 2 * LANES);
        IntVector v3 = IntVector.fromArray(SPECIES, cv, 3 * LANES);
        IntVector v4 = IntVector.fromArray(SPECIES, cv, 4 * LANES);
        IntVector v5 = IntVector.fromArray(SPECIES, cv, 5 * LANES);
        IntVector v6 = IntVector.fromArray(SPECIES, cv, 6 * LANES);
        IntVector v7 = IntVector.fromArray(SPECIES, cv, 7 * LANES);
        IntVector v8 = IntVector.broadcast(SPECIES, IV0);
        IntVector v9 = IntVector.broadcast(SPECIES, IV1);
        IntVector v10 = IntVector.broadcast(SPECIES, IV2);
        IntVector v11 = IntVector.broadcast(SPECIES, IV3);
        IntVector v12 = IntVector.zero(SPECIES);
        IntVector v13 = IntVector.zero(SPECIES);
        IntVector v14 = IntVector.broadcast(SPECIES, length);
        IntVector v15 = IntVector.broadcast(SPECIES, flags);
        for (int k = 0; k < SCHEDULE * LANES; k += WORDS * LANES) {
            v0 = v0.add(IntVector.fromArray(SPECIES, schedule, k)).add(v4);
            v12 = v12.lanewise(XOR, v0).lanewise(ROR, 16);
            v8 = v8.add(v12);
            v4 = v4.lanewise(XOR, v8).lanewise(ROR, 12);
            v0 = v0.add(IntVector.fromArray(SPECIES, schedule, k + 1 * LANES)).add(v4);
            v12 = v12.lanewise(XOR, v0).lanewise(ROR, 8);
            v8 = v8.add(v12);
            v4 = v4.lanewise(XOR, v8).lanewise(ROR, 7);
            v1 = v1.add(IntVector.fromArray(SPECIES, schedule, k + 2 * LANES)).add(v5);
            v13 = v13.lanewise(XOR, v1).lanewise(ROR, 16);
            v9 = v9.add(v13);
            v5 = v5.lanewise(XOR, v9).lanewise(ROR, 12);
            v1 = v1.add(IntVector.fromArray(SPECIES, schedule, k + 3 * LANES)).add(v5);
            v13 = v13.lanewise(XOR, v1).lanewise(ROR, 8);
            v9 = v9.add(v13);
            v5 = v5.lanewise(XOR, v9).lanewise(ROR, 7);
            v2 = v2.add(IntVector.fromArray(SPECIES, schedule, k + 4 * LANES)).add(v6);
            v14 = v14.lanewise(XOR, v2).lanewise(ROR, 16);
            v10 = v10.add(v14);
            v6 = v6.lanewise(XOR, v10).lanewise(ROR, 12);
            v2 = v2.add(IntVector.fromArray(SPECIES, schedule, k + 5 * LANES)).add(v6);
            v14 = v14.lanewise(XOR, v2).lanewise(ROR, 8);
            v10 = v10.add(v14);
            v6 = v6.lanewise(XOR, v10).lanewise(ROR, 7);
            v3 = v3.add(IntVector.fromArray(SPECIES, schedule, k + 6 * LANES)).add(v7);
            v15 = v15.lanewise(XOR, v3).lanewise(ROR, 16);
            v11 = v11.add(v15);
            v7 = v7.lanewise(XOR, v11).lanewise(ROR, 12);
            v3 = v3.add(IntVector.fromArray(SPECIES, schedule, k + 7 * LANES)).add(v7);
            v15 = v15.lanewise(XOR, v3).lanewise(ROR, 8);
            v11 = v11.add(v15);
            v7 = v7.lanewise(XOR, v11).lanewise(ROR, 7);
            v0 = v0.add(IntVector.fromArray(SPECIES, schedule, k + 8 * LANES)).add(v5);
            v15 = v15.lanewise(XOR, v0).lanewise(ROR, 16);
            v10 = v10.add(v15);
            v5 = v5.lanewise(XOR, v10).lanewise(ROR, 12);
            v0 = v0.add(IntVector.fromArray(SPECIES, schedule, k + 9 * LANES)).add(v5);
            v15 = v15.lanewise(XOR, v0).lanewise(ROR, 8);
            v10 = v10.add(v15);
            v5 = v5.lanewise(XOR, v10).lanewise(ROR, 7);
            v1 = v1.add(IntVector.fromArray(SPECIES, schedule, k + 10 * LANES)).add(v6);
            v12 = v12.lanewise(XOR, v1).lanewise(ROR, 16);
            v11 = v11.add(v12);
            v6 = v6.lanewise(XOR, v11).lanewise(ROR, 12);
            v1 = v1.add(IntVector.fromArray(SPECIES, schedule, k + 11 * LANES)).add(v6);
            v12 = v12.lanewise(XOR, v1).lanewise(ROR, 8);
            v11 = v11.add(v12);
            v6 = v6.lanewise(XOR, v11).lanewise(ROR, 7);
            v2 = v2.add(IntVector.fromArray(SPECIES, schedule, k + 12 * LANES)).add(v7);
            v13 = v13.lanewise(XOR, v2).lanewise(ROR, 16);
            v8 = v8.add(v13);
            v7 = v7.lanewise(XOR, v8).lanewise(ROR, 12);
            v2 = v2.add(IntVector.fromArray(SPECIES, schedule, k + 13 * LANES)).add(v7);
            v13 = v13.lanewise(XOR, v2).lanewise(ROR, 8);
            v8 = v8.add(v13);
            v7 = v7.lanewise(XOR, v8).lanewise(ROR, 7);
            v3 = v3.add(IntVector.fromArray(SPECIES, schedule, k + 14 * LANES)).add(v4);
            v14 = v14.lanewise(XOR, v3).lanewise(ROR, 16);
            v9 = v9.add(v14);
            v4 = v4.lanewise(XOR, v9).lanewise(ROR, 12);
            v3 = v3.add(IntVector.fromArray(SPECIES, schedule, k + 15 * LANES)).add(v4);
            v14 = v14.lanewise(XOR, v3).lanewise(ROR, 8);
            v9 = v9.add(v14);
            v4 = v4.lanewise(XOR, v9).lanewise(ROR, 7);
        }
        v0.lanewise(XOR, v8).intoArray(cv, 0 * LANES);
        v1.lanewise(XOR, v9).intoArray(cv, 1 * LANES);
        v2.lanewise(XOR, v10).intoArray(cv, 2 * LANES);
        v3.lanewise(XOR, v11).intoArray(cv, 3 * LANES);
        v4.lanewise(XOR, v12).intoArray(cv, 4 * LANES);
        v5.lanewise(XOR, v13).intoArray(cv, 5 * LANES);
        v6.lanewise(XOR, v14).intoArray(cv, 6 * LANES);
        v7.lanewise(XOR, v15).intoArray(cv, 7 * LANES);
    }

    /** The same for words that all lanes share: broadcast, they stay in the nearest cache. */
    private static void mixScalars(int[] cv, int[] schedule, int from, int length, int flags) {
        IntVector v0 = IntVector.fromArray(SPECIES, cv, 0 * LANES);
        IntVector v1 = IntVector.fromArray(SPECIES, cv, 1 * LANES);
        IntVector v2 = IntVector.fromArray(SPECIES, cv, 2 * LANES);
        IntVector v3 = IntVector.fromArray(SPECIES, cv, 3 * LANES);
        IntVector v4 = IntVector.fromArray(SPECIES, cv, 4 * LANES);
        IntVector v5 = IntVector.fromArray(SPECIES, cv, 5 * LANES);
        IntVector v6 = IntVector.fromArray(SPECIES, cv, 6 * LANES);
        IntVector v7 = IntVector.fromArray(SPECIES, cv, 7 * LANES);
        IntVector v8 = IntVector.broadcast(SPECIES, IV0);
        IntVector v9 = IntVector.broadcast(SPECIES, IV1);
        IntVector v10 = IntVector.broadcast(SPECIES, IV2);
        IntVector v11 = IntVector.broadcast(SPECIES, IV3);
        IntVector v12 = IntVector.zero(SPECIES);
        IntVector v13 = IntVector.zero(SPECIES);
        IntVector v14 = IntVector.broadcast(SPECIES, length);
        IntVector v15 = IntVector.broadcast(SPECIES, flags);
        for (int k = from; k < from + SCHEDULE; k += WORDS) {
            v0 = v0.add(IntVector.broadcast(SPECIES, schedule[k])).add(v4);
            v12 = v12.lanewise(XOR, v0).lanewise(ROR, 16);
            v8 = v8.add(v12);
            v4 = v4.lanewise(XOR, v8).lanewise(ROR, 12);
            v0 = v0.add(IntVector.broadcast(SPECIES, schedule[k + 1])).add(v4);
            v12 = v12.lanewise(XOR, v0).lanewise(ROR, 8);
            v8 = v8.add(v12);
            v4 = v4.lanewise(XOR, v8).lanewise(ROR, 7);
            v1 = v1.add(IntVector.broadcast(SPECIES, schedule[k + 2])).add(v5);
            v13 = v13.lanewise(XOR, v1).lanewise(ROR, 16);
            v9 = v9.add(v13);
            v5 = v5.lanewise(XOR, v9).lanewise(ROR, 12);
            v1 = v1.add(IntVector.broadcast(SPECIES, schedule[k + 3])).add(v5);
            v13 = v13.lanewise(XOR, v1).lanewise(ROR, 8);
            v9 = v9.add(v13);
            v5 = v5.lanewise(XOR, v9).lanewise(ROR, 7);
            v2 = v2.add(IntVector.broadcast(SPECIES, schedule[k + 4])).add(v6);
            v14 = v14.lanewise(XOR, v2).lanewise(ROR, 16);
            v10 = v10.add(v14);
            v6 = v6.lanewise(XOR, v10).lanewise(ROR, 12);
            v2 = v2.add(IntVector.broadcast(SPECIES, schedule[k + 5])).add(v6);
            v14 = v14.lanewise(XOR, v2).lanewise(ROR, 8);
            v10 = v10.add(v14);
            v6 = v6.lanewise(XOR, v10).lanewise(ROR, 7);
            v3 = v3.add(IntVector.broadcast(SPECIES, schedule[k + 6])).add(v7);
            v15 = v15.lanewise(XOR, v3).lanewise(ROR, 16);
            v11 = v11.add(v15);
            v7 = v7.lanewise(XOR, v11).lanewise(ROR, 12);
            v3 = v3.add(IntVector.broadcast(SPECIES, schedule[k + 7])).add(v7);
            v15 = v15.lanewise(XOR, v3).lanewise(ROR, 8);
            v11 = v11.add(v15);
            v7 = v7.lanewise(XOR, v11).lanewise(ROR, 7);
            v0 = v0.add(IntVector.broadcast(SPECIES, schedule[k + 8])).add(v5);
            v15 = v15.lanewise(XOR, v0).lanewise(ROR, 16);
            v10 = v10.add(v15);
            v5 = v5.lanewise(XOR, v10).lanewise(ROR, 12);
            v0 = v0.add(IntVector.broadcast(SPECIES, schedule[k + 9])).add(v5);
            v15 = v15.lanewise(XOR, v0).lanewise(ROR, 8);
            v10 = v10.add(v15);
            v5 = v5.lanewise(XOR, v10).lanewise(ROR, 7);
            v1 = v1.add(IntVector.broadcast(SPECIES, schedule[k + 10])).add(v6);
            v12 = v12.lanewise(XOR, v1).lanewise(ROR, 16);
            v11 = v11.add(v12);
            v6 = v6.lanewise(XOR, v11).lanewise(ROR, 12);
            v1 = v1.add(IntVector.broadcast(SPECIES, schedule[k + 11])).add(v6);
            v12 = v12.lanewise(XOR, v1).lanewise(ROR, 8);
            v11 = v11.add(v12);
            v6 = v6.lanewise(XOR, v11).lanewise(ROR, 7);
            v2 = v2.add(IntVector.broadcast(SPECIES, schedule[k + 12])).add(v7);
            v13 = v13.lanewise(XOR, v2).lanewise(ROR, 16);
            v8 = v8.add(v13);
            v7 = v7.lanewise(XOR, v8).lanewise(ROR, 12);
            v2 = v2.add(IntVector.broadcast(SPECIES, schedule[k + 13])).add(v7);
            v13 = v13.lanewise(XOR, v2).lanewise(ROR, 8);
            v8 = v8.add(v13);
            v7 = v7.lanewise(XOR, v8).lanewise(ROR, 7);
            v3 = v3.add(IntVector.broadcast(SPECIES, schedule[k + 14])).add(v4);
            v14 = v14.lanewise(XOR, v3).lanewise(ROR, 16);
            v9 = v9.add(v14);
            v4 = v4.lanewise(XOR, v9).lanewise(ROR, 12);
            v3 = v3.add(IntVector.broadcast(SPECIES, schedule[k + 15])).add(v4);
            v14 = v14.lanewise(XOR, v3).lanewise(ROR, 8);
            v9 = v9.add(v14);
            v4 = v4.lanewise(XOR, v9).lanewise(ROR, 7);
        }
        v0.lanewise(XOR, v8).intoArray(cv, 0 * LANES);
        v1.lanewise(XOR, v9).intoArray(cv, 1 * LANES);
        v2.lanewise(XOR, v10).intoArray(cv, 2 * LANES);
        v3.lanewise(XOR, v11).intoArray(cv, 3 * LANES);
        v4.lanewise(XOR, v12).intoArray(cv, 4 * LANES);
        v5.lanewise(XOR, v13).intoArray(cv, 5 * LANES);
        v6.lanewise(XOR, v14).intoArray(cv, 6 * LANES);
        v7.lanewise(XOR, v15).intoArray(cv, 7 * LANES);
    }
}
