/** What miners work on and what becomes of it: templates, the miner API, mining in the node, mining at once for development. */
@NullMarked
package dev.flowbed.rill.mining;

import org.jspecify.annotations.NullMarked;
