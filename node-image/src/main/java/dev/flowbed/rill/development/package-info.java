/** Aids for development that no other Alephium node has: time, blocks on request, snapshots, funds. Off unless asked for. */
@NullMarked
package dev.flowbed.rill.development;

import org.jspecify.annotations.NullMarked;
