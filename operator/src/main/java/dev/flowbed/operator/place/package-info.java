/** Where processes run and are reached in a cluster. */
@NullMarked
package dev.flowbed.operator.place;

import org.jspecify.annotations.NullMarked;
