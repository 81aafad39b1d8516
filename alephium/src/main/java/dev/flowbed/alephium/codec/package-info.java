/** Bytes on the wire and on disk: compact integers, byte strings, vectors, options, read with errors that say where. */
@NullMarked
package dev.flowbed.alephium.codec;

import org.jspecify.annotations.NullMarked;
