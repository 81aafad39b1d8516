/** Blocks and transactions as the official REST API shows them: the same fields in the same order, both ways. */
@NullMarked
package dev.flowbed.alephium.json;

import org.jspecify.annotations.NullMarked;
