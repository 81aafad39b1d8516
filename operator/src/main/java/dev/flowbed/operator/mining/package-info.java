/** How much the pools of all Testnets mine. */
@NullMarked
package dev.flowbed.operator.mining;

import org.jspecify.annotations.NullMarked;
