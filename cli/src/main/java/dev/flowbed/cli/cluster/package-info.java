/** Testnets of a Kubernetes cluster: asked and changed through its API server, never with exec or cp. */
@NullMarked
package dev.flowbed.cli.cluster;

import org.jspecify.annotations.NullMarked;
