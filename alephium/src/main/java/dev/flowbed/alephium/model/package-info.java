/** Blocks, headers, transactions and what they are made of, in the official serialization. */
@NullMarked
package dev.flowbed.alephium.model;

import org.jspecify.annotations.NullMarked;
