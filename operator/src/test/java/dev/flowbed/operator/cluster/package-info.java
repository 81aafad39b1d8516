/** Tests on a real cluster: the whole life of testnets there. */
@NullMarked
package dev.flowbed.operator.cluster;

import org.jspecify.annotations.NullMarked;
