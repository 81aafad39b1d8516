package dev.flowbed.miner.gpu;

import dev.flowbed.miner.hash.Work;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the kernel gets of a piece of work, laid out as it reads it: the state after what the first round makes of words that all
 * nonces of a batch share, the header's blocks, the target, the chain, the first counter.
 */
final class GpuJob {
    /** The answer of a batch without a solution. */
    static final int NONE = -1;

    /** The most tries in one batch. */
    static final int MOST_TRIES = 1 << 30;

    private static final int WORDS = 16;
    private static final int TAIL = 11;
    private static final int HIGH_WORD = 4;
    private static final int LOW_WORD = 5;
    private static final int BLOCK_BYTES = 64;
    private static final int CHUNK_START = 1;
    private static final int[] IV = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };

    private GpuJob() {}

    static int length(KernelShape shape) {
        return WORDS * (shape.blocks() + 1) + TAIL;
    }

    /** How many counters from a first one on share their upper half, which a batch must not leave. */
    static int most(long first, int tries) {
        long left = (1L << Integer.SIZE) - (first & 0xffff_ffffL);
        return (int) Math.min(Math.min(tries, MOST_TRIES), left);
    }

    static int[] words(KernelShape shape, Work work, byte[] prefix, long first) {
        int[] job = new int[length(shape)];
        int blockWords = WORDS * shape.blocks();
        ByteBuffer header = ByteBuffer.allocate(4 * blockWords);
        header.put(prefix).putLong(first).put(work.headerBlob());
        header.rewind();
        header.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(job, WORDS, blockWords);
        job[WORDS + LOW_WORD] = 0; // the work items' own
        begin(job);
        int tail = WORDS + blockWords;
        ByteBuffer.wrap(work.target()).asIntBuffer().get(job, tail, 8);
        job[tail + 8] = work.chains();
        job[tail + 9] = work.chainIndex();
        job[tail + 10] = (int) first;
        return job;
    }

    /** The first round as far as it goes without the counter's low word: see the kernel, which does the rest. */
    private static void begin(int[] job) {
        System.arraycopy(IV, 0, job, 0, 8);
        System.arraycopy(IV, 0, job, 8, 4);
        job[14] = BLOCK_BYTES;
        job[15] = CHUNK_START;
        mix(job, 0, 4, 8, 12, word(job, 0), word(job, 1));
        mix(job, 1, 5, 9, 13, word(job, 2), word(job, 3));
        mix(job, 3, 7, 11, 15, word(job, 6), word(job, 7));
        half(job, 2, 6, 10, 14, word(job, HIGH_WORD), 16, 12);
        job[2] += job[6];
        job[0] += job[5] + word(job, 8);
        job[15] = Integer.rotateRight(job[15] ^ job[0], 16);
        job[3] += job[4] + word(job, 14);
    }

    private static int word(int[] job, int index) {
        return job[WORDS + index];
    }

    private static void mix(int[] v, int a, int b, int c, int d, int x, int y) {
        half(v, a, b, c, d, x, 16, 12);
        half(v, a, b, c, d, y, 8, 7);
    }

    private static void half(int[] v, int a, int b, int c, int d, int word, int first, int second) {
        v[a] += v[b] + word;
        v[d] = Integer.rotateRight(v[d] ^ v[a], first);
        v[c] += v[d];
        v[b] = Integer.rotateRight(v[b] ^ v[c], second);
    }
}
