/** How much a pool mines: hash rates wanted, block time held, windows, budgets, and what was used. Without clock or client. */
@NullMarked
package dev.flowbed.status.mining;

import org.jspecify.annotations.NullMarked;
