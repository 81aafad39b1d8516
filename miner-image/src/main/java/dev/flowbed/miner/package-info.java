/** The miner: speaks the miner protocol to every broker of a clique. */
@NullMarked
package dev.flowbed.miner;

import org.jspecify.annotations.NullMarked;
