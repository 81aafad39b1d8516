/** What is kept beside chains and states to answer queries: events of contracts, sub-contracts, where outputs come from. */
@NullMarked
package dev.flowbed.rill.index;

import org.jspecify.annotations.NullMarked;
