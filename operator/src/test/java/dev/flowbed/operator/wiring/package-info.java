/** The whole operator against an API server in memory: what a pass reads, writes and leaves alone. */
@NullMarked
package dev.flowbed.operator.wiring;

import org.jspecify.annotations.NullMarked;
