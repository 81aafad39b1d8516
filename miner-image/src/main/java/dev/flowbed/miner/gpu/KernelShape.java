package dev.flowbed.miner.gpu;

import dev.flowbed.miner.hash.Work;

/**
 * What a kernel is compiled for: the length of the header, since all of it is unrolled.
 *
 * @param blocks blocks of 64 bytes
 * @param lastBytes bytes in the last one
 */
record KernelShape(int blocks, int lastBytes) {
    /** Headers of a network of four groups: 326 bytes. */
    static final KernelShape USUAL = of(326);

    private static final int BLOCK_BYTES = 64;
    private static final int MOST_BLOCKS = 16;

    static KernelShape of(int headerBytes) {
        int blocks = (headerBytes + BLOCK_BYTES - 1) / BLOCK_BYTES;
        return new KernelShape(blocks, headerBytes - (blocks - 1) * BLOCK_BYTES);
    }

    static KernelShape of(Work work) {
        return of(Work.NONCE_LENGTH + work.headerBlob().length);
    }

    /** Whether the kernel can be compiled for it: more than one block, and no more than one chunk. */
    boolean supported() {
        return blocks > 1 && blocks <= MOST_BLOCKS;
    }

    int headerBytes() {
        return (blocks - 1) * BLOCK_BYTES + lastBytes;
    }
}
