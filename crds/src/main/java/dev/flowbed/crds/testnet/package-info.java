/** The Testnet: a whole network. */
@NullMarked
package dev.flowbed.crds.testnet;

import org.jspecify.annotations.NullMarked;
