/** Reads running nodes and says how the testnet is. */
@NullMarked
package dev.flowbed.observer;

import org.jspecify.annotations.NullMarked;
