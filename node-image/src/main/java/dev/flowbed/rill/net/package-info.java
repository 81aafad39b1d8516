/** How a broker lives with others: forming a clique, peering with other cliques, sync, relay of blocks and transactions. */
@NullMarked
package dev.flowbed.rill.net;

import org.jspecify.annotations.NullMarked;
