/** One archive with all evidence of a testnet, and no secrets. */
@NullMarked
package dev.flowbed.cli.bundle;

import org.jspecify.annotations.NullMarked;
