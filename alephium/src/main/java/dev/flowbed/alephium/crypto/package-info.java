/** Signatures, keys, mnemonics and key search per group. */
@NullMarked
package dev.flowbed.alephium.crypto;

import org.jspecify.annotations.NullMarked;
