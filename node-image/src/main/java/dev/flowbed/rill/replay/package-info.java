/** Chains recorded from another node, through all rules of this one. */
@NullMarked
package dev.flowbed.rill.replay;

import org.jspecify.annotations.NullMarked;
