/**
 * Calls of contracts and scripts that change nothing: on the state of a block, or on a state made up for a test
 * (app/.../ServerUtils.scala).
 */
@NullMarked
package dev.flowbed.rill.call;

import org.jspecify.annotations.NullMarked;
