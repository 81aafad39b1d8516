/**
 * BlockFlow: the chains of a sharded network, which blocks they consist of, which of them are best, and what they lead to.
 * {@link dev.flowbed.rill.flow.BlockFlow} is the way in.
 */
@NullMarked
package dev.flowbed.rill.flow;

import org.jspecify.annotations.NullMarked;
