/** The miner protocol: jobs, submissions and results, byte for byte. */
@NullMarked
package dev.flowbed.alephium.mining;

import org.jspecify.annotations.NullMarked;
