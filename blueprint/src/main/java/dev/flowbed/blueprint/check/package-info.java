/** Judges what no schema can: addresses, settings of nodes, and resources against one another. */
@NullMarked
package dev.flowbed.blueprint.check;

import org.jspecify.annotations.NullMarked;
