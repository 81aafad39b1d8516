/** Tests of what Prometheus reads of the operator. */
@NullMarked
package dev.flowbed.operator.metrics;

import org.jspecify.annotations.NullMarked;
