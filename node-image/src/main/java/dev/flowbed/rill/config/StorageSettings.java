package dev.flowbed.rill.config;

import java.nio.file.Path;

/**
 * What a node keeps.
 *
 * @param home the node's folder (ALEPHIUM_HOME)
 * @param dataFolder where chains and state are kept: {@code network-<id>} in the home
 * @param syncWrites whether every write waits for the disk
 * @param txOutputRefIndex whether the transaction behind every output is kept
 */
public record StorageSettings(Path home, Path dataFolder, boolean syncWrites, boolean txOutputRefIndex) {}
