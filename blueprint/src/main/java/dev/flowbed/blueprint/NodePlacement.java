package dev.flowbed.blueprint;

/**
 * Where one full node runs and is reached.
 *
 * @param program how its client is started there
 * @param home its folder, as the process sees it: settings and chains
 * @param bindHost the interface that it listens on: 127.0.0.1, or 0.0.0.0 in a pod
 * @param addresses where others reach it
 */
public record NodePlacement(JavaProgram program, String home, String bindHost, NodeAddresses addresses) {}
