package dev.flowbed.blueprint;

/**
 * Where one miner runs.
 *
 * @param program how the miner is started there
 * @param bindHost the interface that its metrics are served on
 * @param host name or address that others know it by
 * @param metricsPort the port of its metrics
 */
public record MinerPlacement(JavaProgram program, String bindHost, String host, int metricsPort) {}
