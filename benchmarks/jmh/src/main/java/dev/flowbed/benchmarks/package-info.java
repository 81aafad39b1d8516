/** Benchmarks that JMH runs. */
@NullMarked
package dev.flowbed.benchmarks;

import org.jspecify.annotations.NullMarked;
