/** The FullNode on Kubernetes: one full node process with its Services, settings and volume. */
@NullMarked
package dev.flowbed.operator.fullnode;

import org.jspecify.annotations.NullMarked;
