/** Keeping the processes of a testnet running: restart units, backoff, adoption, lifetimes. */
@NullMarked
package dev.flowbed.cli.supervise;

import org.jspecify.annotations.NullMarked;
