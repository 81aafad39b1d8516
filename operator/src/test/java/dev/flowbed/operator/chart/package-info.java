/** Tests of the chart in {@code helm/}, against what the code does and needs. */
@NullMarked
package dev.flowbed.operator.chart;

import org.jspecify.annotations.NullMarked;
