/**
 * Transactions that wait for a block: per group, chained upon each other, ordered by gas price; accepted ones are written down, so
 * that the end of the process loses none.
 */
@NullMarked
package dev.flowbed.rill.mempool;

import org.jspecify.annotations.NullMarked;
