/** Looks at running testnets beside the passes of reconcilers, and wakes these when something changed. */
@NullMarked
package dev.flowbed.operator.observation;

import org.jspecify.annotations.NullMarked;
