/** The Shard on Kubernetes: it has no children; its status is the health of its groups' chains. */
@NullMarked
package dev.flowbed.operator.shard;

import org.jspecify.annotations.NullMarked;
