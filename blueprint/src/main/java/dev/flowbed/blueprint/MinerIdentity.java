package dev.flowbed.blueprint;

/**
 * Which miner process of a Testnet.
 *
 * @param name unique in the Testnet's namespace
 * @param pool the MinerPool's name
 * @param replica which of the pool's miners, from 0
 */
public record MinerIdentity(String name, String pool, int replica) {}
