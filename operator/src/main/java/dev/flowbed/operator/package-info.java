/** The Kubernetes runtime: reconcilers for each kind, from the blueprint. */
@NullMarked
package dev.flowbed.operator;

import org.jspecify.annotations.NullMarked;
