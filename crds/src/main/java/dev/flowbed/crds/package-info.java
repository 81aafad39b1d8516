/** The custom resources of flowbed.dev/v1alpha1: records for spec and status, no logic. */
@NullMarked
package dev.flowbed.crds;

import org.jspecify.annotations.NullMarked;
