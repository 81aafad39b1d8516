/** What Prometheus reads of the operator: testnets by what was seen of them, and the official node's own page passed on. */
@NullMarked
package dev.flowbed.operator.metrics;

import org.jspecify.annotations.NullMarked;
