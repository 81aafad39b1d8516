/** Following a testnet until it is as wanted, and showing how it gets there. */
@NullMarked
package dev.flowbed.cli.follow;

import org.jspecify.annotations.NullMarked;
