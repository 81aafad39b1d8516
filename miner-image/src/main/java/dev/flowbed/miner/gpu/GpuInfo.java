package dev.flowbed.miner.gpu;

/**
 * A device as its driver describes it.
 *
 * @param number its place in the driver's list
 * @param description name, compute units and clock, for people
 * @param cpu whether it is a CPU under a GPU's interface, as PoCL's is
 * @param units compute units: streaming multiprocessors with CUDA
 * @param megahertz the highest clock, 0 if the driver does not say
 * @param lanes 32-bit integers that a unit adds, xors or shifts in a clock; 0 where that is not known
 */
record GpuInfo(int number, String description, boolean cpu, int units, int megahertz, int lanes) {}
