/** Pure: custom resources in, workloads out. */
@NullMarked
package dev.flowbed.blueprint;

import org.jspecify.annotations.NullMarked;
