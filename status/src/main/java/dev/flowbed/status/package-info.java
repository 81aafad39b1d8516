/** What a Testnet and all that belongs to it says of itself, for every runtime: facts in, status out. Pure. */
@NullMarked
package dev.flowbed.status;

import org.jspecify.annotations.NullMarked;
