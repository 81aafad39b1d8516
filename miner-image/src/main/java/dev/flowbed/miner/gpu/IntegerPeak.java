package dev.flowbed.miner.gpu;

import dev.flowbed.miner.hash.NoDeviceException;
import dev.flowbed.miner.hash.Work;
import java.util.Locale;

/**
 * What a device's integer units allow.
 *
 * @param hertz tries a second
 * @param how how that was computed
 */
public record IntegerPeak(double hertz, String how) {
    /**
     * Mixing functions that the kernel makes in a try: 392 less three and a half of the first round, which are the host's, and two
     * and a half of the last, which nothing needs.
     */
    static final int MIXES_A_TRY = 386;

    /**
     * Instructions of the integer pipe in a try, counted in the code for capability 9.0; most of the additions of two take the
     * multipliers' pipe.
     */
    static final int INTEGER_INSTRUCTIONS = 3811;

    private static final int ITEMS_A_UNIT = 1 << 14;
    private static final long PIECE_NANOS = 30_000_000;

    /** Measures a device. */
    public interface Meter {
        /** Takes about so long. */
        IntegerPeak measure(long nanos) throws NoDeviceException;
    }

    static IntegerPeak of(GpuDriver driver, GpuInfo device, long nanos) throws NoDeviceException {
        if (device.cpu()) {
            return new IntegerPeak(0, "not known: a CPU under OpenCL; the CPU's own engines have theirs");
        }
        try (GpuSession session = driver.open(device)) {
            GpuQueue queue = session.queue(KernelShape.USUAL);
            double mixes = mixesASecond(queue, device, nanos);
            String measured = String.format(
                    Locale.ROOT,
                    "measured: %.1f billion mixing functions a second, kept in registers, %d a try",
                    mixes / 1e9,
                    MIXES_A_TRY);
            if (device.lanes() == 0 || device.megahertz() == 0) {
                return new IntegerPeak(mixes / MIXES_A_TRY, measured);
            }
            double nominal = (double) device.units() * device.lanes() * device.megahertz() * 1e6 / INTEGER_INSTRUCTIONS;
            return new IntegerPeak(
                    nominal,
                    String.format(
                            Locale.ROOT,
                            "%d multiprocessors x %d integers a clock x %d MHz / %d instructions a try (%s: %.0f tries/s)",
                            device.units(),
                            device.lanes(),
                            device.megahertz(),
                            INTEGER_INSTRUCTIONS,
                            measured,
                            mixes / MIXES_A_TRY));
        } catch (GpuException e) {
            throw new NoDeviceException(device.description() + ": " + e.getMessage());
        }
    }

    private static double mixesASecond(GpuQueue queue, GpuInfo device, long nanos) throws GpuException {
        int[] job = GpuJob.words(
                KernelShape.USUAL,
                new Work(new byte[302], new byte[Work.HASH_LENGTH], 0, 1),
                new byte[Work.PREFIX_LENGTH],
                1);
        int items = device.units() * ITEMS_A_UNIT;
        int turns = 1;
        long took = time(queue, job, items, turns);
        while (took < PIECE_NANOS && turns < 1 << 20) {
            turns *= 2;
            took = time(queue, job, items, turns);
        }
        long spent = 0;
        long best = Long.MAX_VALUE;
        while (spent < nanos) {
            took = time(queue, job, items, turns);
            best = Math.min(best, took);
            spent += took;
        }
        return (double) items * turns * GpuQueue.MIXES_A_TURN * 1e9 / best;
    }

    private static long time(GpuQueue queue, int[] job, int items, int turns) throws GpuException {
        long began = System.nanoTime();
        queue.mix(job, items, turns);
        return System.nanoTime() - began;
    }
}
