/** Measures how fast each device hashes, with the very engines that mine, and how fast it could. */
@NullMarked
package dev.flowbed.miner.benchmark;

import org.jspecify.annotations.NullMarked;
