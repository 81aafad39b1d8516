package dev.flowbed.blueprint;

/**
 * Where one miner runs.
 *
 * @param program how the miner is started there
 * @param inAnothersImage how it is started there to run another miner's program, beside that program's own files
 * @param bindHost the interface that its metrics are served on
 * @param host name or address that others know it by
 * @param metricsPort the port of its metrics
 * @param seesAllGpus whether it sees the GPUs of other miners too, and must be told which are its own
 */
public record MinerPlacement(
        JavaProgram program,
        JavaProgram inAnothersImage,
        String bindHost,
        String host,
        int metricsPort,
        boolean seesAllGpus) {

    /** Where there are no images and each process sees all of the machine. */
    public static MinerPlacement onMachine(JavaProgram program, String bindHost, String host, int metricsPort) {
        return new MinerPlacement(program, program, bindHost, host, metricsPort, true);
    }

    /** Where each miner is in a container of its own, with Flowbed's image or beside another's. */
    public static MinerPlacement inContainer(
            JavaProgram program, JavaProgram inAnothersImage, String bindHost, String host, int metricsPort) {
        return new MinerPlacement(program, inAnothersImage, bindHost, host, metricsPort, false);
    }
}
