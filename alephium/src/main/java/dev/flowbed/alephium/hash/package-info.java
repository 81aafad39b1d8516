/** Blake3 for block hashes, Blake2b-256 for everything else, and the 32-byte values they give. */
@NullMarked
package dev.flowbed.alephium.hash;

import org.jspecify.annotations.NullMarked;
