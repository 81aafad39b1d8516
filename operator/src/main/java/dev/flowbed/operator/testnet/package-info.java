/** The Testnet on Kubernetes. */
@NullMarked
package dev.flowbed.operator.testnet;

import org.jspecify.annotations.NullMarked;
