/** Chains recorded from an official node, and the check that every format here is the same. */
@NullMarked
package dev.flowbed.alephium.recording;

import org.jspecify.annotations.NullMarked;
