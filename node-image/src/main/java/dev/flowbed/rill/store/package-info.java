/** What a node keeps on disk: one RocksDB folder, tables by name, atomic batches, and the identity of the network it belongs to. */
@NullMarked
package dev.flowbed.rill.store;

import org.jspecify.annotations.NullMarked;
