/**
 * World state: the unspent outputs of a group in a Merkle trie with the official layout and hashes. Every root ever written stays
 * readable, so a reorganisation of a chain costs nothing.
 */
@NullMarked
package dev.flowbed.rill.state;

import org.jspecify.annotations.NullMarked;
