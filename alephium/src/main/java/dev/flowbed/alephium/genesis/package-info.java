/** Genesis blocks from a network's settings. */
@NullMarked
package dev.flowbed.alephium.genesis;

import org.jspecify.annotations.NullMarked;
