package dev.flowbed.crds.minerpool;

/** Rules, in CEL, of pools of their own and of those written inside a Testnet. */
public final class MiningRules {
    public static final String CPU_OR_GPU = "!has(self.gpu) || !has(self.cpu)";
    public static final String CPU_OR_GPU_SAYS = "cannot be had beside cpu: make a pool for each";

    public static final String IMAGE = "!has(self.miner) || has(self.image)";
    public static final String IMAGE_SAYS = "needs image: the one that holds the program";

    public static final String CAP = "!has(self.miner) || !has(self.maxHashrate)";
    public static final String CAP_SAYS = "is Flowbed's own miner's: another miner cannot be told";

    public static final String BACKEND = "!has(self.gpu) || !has(self.miner) || self.gpu.backend == 'auto'";
    public static final String BACKEND_SAYS =
            "must leave out backend beside miner: only Flowbed's own miner can be told";

    public static final String PRIORITY =
            "!has(self.scavenge) || !has(self.scheduling) || !has(self.scheduling.priorityClassName)";
    public static final String PRIORITY_SAYS = "has its own priorityClassName: leave out scheduling.priorityClassName";

    private MiningRules() {}
}
