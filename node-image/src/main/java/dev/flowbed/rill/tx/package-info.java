/**
 * Building transactions as the official node builds them: which outputs are spent, what the gas is, where the change goes, and what
 * is said when it does not work (flow/.../TxUtils.scala, app/.../ServerUtils.scala).
 */
@NullMarked
package dev.flowbed.rill.tx;

import org.jspecify.annotations.NullMarked;
