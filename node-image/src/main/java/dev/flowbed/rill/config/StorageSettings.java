package dev.flowbed.rill.config;

import dev.flowbed.rill.index.IndexSettings;
import java.nio.file.Path;

/**
 * What a node keeps.
 *
 * @param home the node's folder (ALEPHIUM_HOME)
 * @param dataFolder where chains and state are kept: {@code network-<id>} in the home
 * @param syncWrites whether every write waits for the disk
 * @param indexes what is kept for queries
 */
public record StorageSettings(Path home, Path dataFolder, boolean syncWrites, IndexSettings indexes) {}
