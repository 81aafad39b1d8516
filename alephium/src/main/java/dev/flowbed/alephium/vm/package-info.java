/** The code of scripts and contracts, instruction by instruction, and its formats. */
@NullMarked
package dev.flowbed.alephium.vm;

import org.jspecify.annotations.NullMarked;
