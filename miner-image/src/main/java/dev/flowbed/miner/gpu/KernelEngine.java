package dev.flowbed.miner.gpu;

import dev.flowbed.miner.hash.EngineUnavailableException;
import dev.flowbed.miner.hash.HashEngine;
import dev.flowbed.miner.hash.Work;
import java.util.HashMap;
import java.util.Map;

/** Searches with a session's kernel, just as it is: no retries, no sizing of batches. For one thread. */
final class KernelEngine implements HashEngine {
    private static final int USUAL_TRIES = 1 << 16;

    private final GpuSession session;
    private final Map<KernelShape, GpuQueue> queues = new HashMap<>();

    KernelEngine(GpuSession session) {
        this.session = session;
    }

    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public int usualTries() {
        return USUAL_TRIES;
    }

    @Override
    public long search(Work work, byte[] prefix, long first, int tries) {
        try {
            return find(work, prefix, first, tries);
        } catch (GpuException e) {
            throw new EngineUnavailableException(String.valueOf(e.getMessage()), 0, e);
        }
    }

    long find(Work work, byte[] prefix, long first, int tries) throws GpuException {
        GpuQueue queue = queue(KernelShape.of(work));
        int done = 0;
        while (done < tries) {
            long at = first + done;
            int batch = GpuJob.most(at, tries - done);
            int offset = queue.search(GpuJob.words(KernelShape.of(work), work, prefix, at), batch);
            if (offset != GpuJob.NONE) {
                if (offset < 0 || offset >= batch) {
                    throw new GpuException("the device says that try " + Integer.toUnsignedLong(offset) + " of " + batch
                            + " solves the work");
                }
                return at + offset;
            }
            done += batch;
        }
        return NOT_FOUND;
    }

    private GpuQueue queue(KernelShape shape) throws GpuException {
        GpuQueue queue = queues.get(shape);
        if (queue == null) {
            if (!shape.supported()) {
                throw new GpuException("no kernel hashes headers of " + shape.headerBytes() + " bytes");
            }
            queue = session.queue(shape);
            queues.put(shape, queue);
        }
        return queue;
    }
}
