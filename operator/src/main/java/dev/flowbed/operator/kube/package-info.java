/** What every reconciler does with Kubernetes: labels, applying children, look-ups in caches, Events. */
@NullMarked
package dev.flowbed.operator.kube;

import org.jspecify.annotations.NullMarked;
