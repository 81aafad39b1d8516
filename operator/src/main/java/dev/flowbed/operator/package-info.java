/** The Kubernetes runtime: keeps networks running as their custom resources say. */
@NullMarked
package dev.flowbed.operator;

import org.jspecify.annotations.NullMarked;
