/** Reads resources from YAML and JSON and judges them by the generated schemas, as a Kubernetes API server would. */
@NullMarked
package dev.flowbed.blueprint.read;

import org.jspecify.annotations.NullMarked;
