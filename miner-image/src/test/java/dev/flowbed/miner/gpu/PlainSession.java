package dev.flowbed.miner.gpu;

import dev.flowbed.miner.hash.HashEngine;
import dev.flowbed.miner.hash.ScalarEngine;
import dev.flowbed.miner.hash.Work;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** A session without a device: reads the job as the kernel would, and hashes it on the CPU. It can be told to fail, or to lie. */
final class PlainSession implements GpuSession {
    /** How many batches from now on fail. */
    final AtomicInteger failing = new AtomicInteger();

    volatile boolean lying;
    volatile boolean closed;

    @Override
    public GpuQueue queue(KernelShape shape) {
        return new GpuQueue() {
            @Override
            public int search(int[] job, int tries) throws GpuException {
                return PlainSession.this.search(shape, job, tries);
            }

            @Override
            public void mix(int[] job, int items, int turns) {
                throw new UnsupportedOperationException("there is nothing to measure");
            }
        };
    }

    private int search(KernelShape shape, int[] job, int tries) throws GpuException {
        if (closed) {
            throw new IllegalStateException("a batch for a session that is closed");
        }
        if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new GpuException("the test has it fail");
        }
        int words = 16 * shape.blocks();
        ByteBuffer header = ByteBuffer.allocate(4 * words).order(ByteOrder.LITTLE_ENDIAN);
        header.asIntBuffer().put(job, 16, words);
        byte[] bytes = Arrays.copyOf(header.array(), shape.headerBytes());
        ByteBuffer target = ByteBuffer.allocate(32);
        target.asIntBuffer().put(job, 16 + words, 8);
        int tail = 16 + words + 8;
        Work work = new Work(
                Arrays.copyOfRange(bytes, Work.NONCE_LENGTH, bytes.length), target.array(), job[tail + 1], job[tail]);
        long high = ByteBuffer.wrap(bytes).getInt(Work.PREFIX_LENGTH);
        long first = high << 32 | Integer.toUnsignedLong(job[tail + 2]);
        byte[] prefix = Arrays.copyOf(bytes, Work.PREFIX_LENGTH);
        long found = new ScalarEngine().search(work, prefix, first, tries);
        if (lying) {
            return 3;
        }
        return found == HashEngine.NOT_FOUND ? GpuJob.NONE : (int) (found - first);
    }

    @Override
    public void close() {
        closed = true;
    }
}
