/** The Shard: one broker position across all cliques of a Testnet. */
@NullMarked
package dev.flowbed.crds.shard;

import org.jspecify.annotations.NullMarked;
