/** Hashing: engines that search nonces, and the choice of one. No I/O. */
@NullMarked
package dev.flowbed.miner.hash;

import org.jspecify.annotations.NullMarked;
