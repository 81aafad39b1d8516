/** The MinerPool on Kubernetes: a Deployment of miners that are all alike, and a Service by which their metrics are found. */
@NullMarked
package dev.flowbed.operator.minerpool;

import org.jspecify.annotations.NullMarked;
