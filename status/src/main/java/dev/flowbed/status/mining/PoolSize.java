package dev.flowbed.status.mining;

/** How many miners come nearest to a hash rate. Pure. */
final class PoolSize {
    private PoolSize() {}

    /**
     * The number of miners.
     *
     * @param target hashes a second of all together
     * @param each hashes a second of one, more than none
     * @param current how many there are; what is near enough is left as it is
     * @param tolerance how far off the target is near enough, as a part of it
     */
    static int nearest(double target, double each, int current, double tolerance) {
        if (target <= 0) {
            return 0;
        }
        if (Math.abs(current * each / target - 1) <= tolerance) {
            return current;
        }
        double exact = Math.min(Integer.MAX_VALUE / 2.0, target / each);
        int nearest = (int) Math.max(1, Math.round(exact));
        // half way between two, noise must not decide
        return Math.abs(exact - current) <= 0.6 ? Math.max(1, current) : nearest;
    }
}
