/** The FullNode: one broker process. */
@NullMarked
package dev.flowbed.crds.fullnode;

import org.jspecify.annotations.NullMarked;
