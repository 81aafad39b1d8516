/** rill, the small full node that speaks Alephium. */
@NullMarked
package dev.flowbed.rill;

import org.jspecify.annotations.NullMarked;
