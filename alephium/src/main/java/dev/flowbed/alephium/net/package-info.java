/** Where servers of a network are found. */
@NullMarked
package dev.flowbed.alephium.net;

import org.jspecify.annotations.NullMarked;
