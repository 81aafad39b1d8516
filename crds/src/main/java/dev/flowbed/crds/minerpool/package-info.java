/** The MinerPool: who mines a Testnet. */
@NullMarked
package dev.flowbed.crds.minerpool;

import org.jspecify.annotations.NullMarked;
