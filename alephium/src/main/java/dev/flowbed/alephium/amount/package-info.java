/** Amounts: 256-bit unsigned integers, and ALPH written and read by people. */
@NullMarked
package dev.flowbed.alephium.amount;

import org.jspecify.annotations.NullMarked;
