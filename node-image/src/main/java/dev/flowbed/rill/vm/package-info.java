/**
 * Runs the code of scripts and contracts, at the Danube level: instructions, gas, assets, contracts. What it computes and what it
 * charges are the protocol's; nothing here is loaded before the first script comes.
 */
@NullMarked
package dev.flowbed.rill.vm;

import org.jspecify.annotations.NullMarked;
